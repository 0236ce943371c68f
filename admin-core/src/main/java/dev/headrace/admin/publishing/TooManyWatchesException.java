package dev.headrace.admin.publishing;

/** The limit of concurrent receipt watches is reached. */
final class TooManyWatchesException extends RuntimeException {
    TooManyWatchesException(int allowed) {
        super("More than " + allowed + " receipts are watched.");
    }
}

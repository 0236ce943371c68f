package dev.headrace.admin.publishing;

/** As many receipts are watched already as the core allows. */
final class TooManyWatchesException extends RuntimeException {
    TooManyWatchesException(int allowed) {
        super("More than " + allowed + " receipts are watched.");
    }
}

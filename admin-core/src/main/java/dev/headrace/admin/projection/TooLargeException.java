package dev.headrace.admin.projection;

/** A document or a batch of documents exceeds a limit. */
final class TooLargeException extends RuntimeException {
    TooLargeException(String message) {
        super(message);
    }
}

package dev.headrace.admin.projection;

/** A document, or a batch of them, exceeds a bound. */
final class TooLargeException extends RuntimeException {
    TooLargeException(String message) {
        super(message);
    }
}

package dev.headrace.admin.web;

/** Somebody else has changed it since the caller read it. Answered as {@code 412}. */
public final class ConflictException extends RuntimeException {
    public ConflictException(String message) {
        super(message);
    }
}

package dev.headrace.admin.web;

/** The resource changed since the caller read it. Mapped to {@code 412}. */
public final class ConflictException extends RuntimeException {
    public ConflictException(String message) {
        super(message);
    }
}

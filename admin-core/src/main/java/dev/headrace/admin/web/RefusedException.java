package dev.headrace.admin.web;

/** The request is valid, but the current state forbids it. Mapped to {@code 409}. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}

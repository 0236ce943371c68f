package dev.headrace.admin.web;

/** The request is well formed, but the present state forbids it. Answered as {@code 409}. */
public final class RefusedException extends RuntimeException {
    public RefusedException(String message) {
        super(message);
    }
}

package dev.headrace.admin.web;

/** There is no such thing, or not for this caller. Answered as {@code 404}. */
public final class NotFoundException extends RuntimeException {
    public NotFoundException(String message) {
        super(message);
    }
}

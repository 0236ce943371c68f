package dev.headrace.admin.web;

/** The resource does not exist or is not visible to the caller. Mapped to {@code 404}. */
public final class NotFoundException extends RuntimeException {
    public NotFoundException(String message) {
        super(message);
    }
}

package dev.headrace.admin.web;

/** A service that the request needs, other than the database, is unavailable: 503. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

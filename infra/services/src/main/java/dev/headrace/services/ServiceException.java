package dev.headrace.services;

import org.jspecify.annotations.Nullable;

/** A service failed to start or stop; the message is meant for a terminal. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceException(String message) {
        super(message);
    }

    public ServiceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.headrace.services;

import org.jspecify.annotations.Nullable;

/** Says in one sentence, fit for a terminal, why a service does not start or stop. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceException(String sentence) {
        super(sentence);
    }

    public ServiceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}

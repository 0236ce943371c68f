package dev.headrace.admin.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Some environment variables have invalid values; the message names all of them. */
class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param problems each names a variable and what it must be */
    InvalidSettingsException(List<String> problems) {
        super("The core cannot start: " + String.join("; ", problems) + ".");
    }

    /** This exception, if it is in the cause chain of a failure. */
    static Optional<InvalidSettingsException> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(InvalidSettingsException.class::isInstance).map(InvalidSettingsException.class::cast)
                .findFirst();
    }
}

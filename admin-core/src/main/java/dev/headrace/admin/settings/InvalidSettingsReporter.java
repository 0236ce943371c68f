package dev.headrace.admin.settings;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/** Logs one line instead of a stack trace when the core cannot start because of its settings. */
class InvalidSettingsReporter implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(InvalidSettingsReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
        Optional<InvalidSettingsException> invalid = InvalidSettingsException.in(failure);
        invalid.ifPresent(e -> log.error("{}", e.getMessage()));
        return invalid.isPresent();
    }
}

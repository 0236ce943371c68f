package dev.headrace.admin.database;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/** Logs one line instead of a stack trace when the core cannot start on an older layout. */
class OlderLayoutReporter implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(OlderLayoutReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
        Optional<OlderLayoutException> refusal = OlderLayoutException.in(failure);
        refusal.ifPresent(e -> log.error("{}", e.getMessage()));
        return refusal.isPresent();
    }
}

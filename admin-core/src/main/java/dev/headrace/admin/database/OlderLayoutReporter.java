package dev.headrace.admin.database;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;

/** Says in a sentence why the core does not start, where a stack trace would not help. */
class OlderLayoutReporter implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(OlderLayoutReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
        Optional<OlderLayoutException> refusal = OlderLayoutException.in(failure);
        refusal.ifPresent(e -> log.error("{}", e.getMessage()));
        return refusal.isPresent();
    }
}

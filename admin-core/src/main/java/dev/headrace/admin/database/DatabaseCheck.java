package dev.headrace.admin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks whether the database is available. While it is not, an attempt to connect takes seconds, so callers wait for the
 * same attempt, and a failure counts for a second.
 */
@Component
public class DatabaseCheck {

    private static final Duration FAILURE_COUNTS = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 5;

    private final DataSource source;
    private final InstantSource clock;
    private @Nullable String problem;
    private Instant failedAt = Instant.MIN;

    DatabaseCheck(DataSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Why it is unavailable, as a sentence; empty if it is available. */
    public synchronized Optional<String> problem() {
        if (problem == null || !clock.instant().isBefore(failedAt.plus(FAILURE_COUNTS))) {
            problem = connect();
            failedAt = problem == null ? Instant.MIN : clock.instant();
        }
        return Optional.ofNullable(problem);
    }

    private @Nullable String connect() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(ANSWER_SECONDS) ? null : "The database does not answer.";
        } catch (SQLException e) {
            return "The database is unavailable: " + e.getMessage();
        }
    }
}

package dev.headrace.admin.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class DatabaseCheckTest {

    /** Counts the attempts, which fail. */
    private static final class Unavailable extends AbstractDataSource {

        private int attempts;

        @Override
        public Connection getConnection() throws SQLException {
            attempts++;
            throw new SQLException("as in a test");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @Test
    void aFailureIsSharedForASecond() {
        Unavailable database = new Unavailable();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        DatabaseCheck check = new DatabaseCheck(database, now::get);

        assertThat(check.problem()).isEqualTo(Optional.of("The database is unavailable: as in a test"));
        assertThat(check.problem()).isPresent();
        assertThat(database.attempts).isEqualTo(1);

        now.set(Instant.EPOCH.plusSeconds(1));
        assertThat(check.problem()).isPresent();
        assertThat(database.attempts).isEqualTo(2);
    }
}

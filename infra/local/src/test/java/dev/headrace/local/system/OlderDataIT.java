package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.DataFolder;
import dev.headrace.services.Durability;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.testkit.FreePorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} on data from before the first release. */
class OlderDataIT {

    @TempDir
    Path temp;

    @Test
    void isRejectedWithOneMessage() throws Exception {
        Path data = temp.resolve("data");
        createOlderData(data);

        try (RunningUp up = RunningUp.start(data, temp.resolve("up.log"), "--core-port",
                Integer.toString(FreePorts.next()), "--edge-port", Integer.toString(FreePorts.next()))) {
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.text().lines()).last().isEqualTo("headrace: The data in " + data
                    + " is from before the first release of Headrace and cannot be upgraded; use another folder"
                    + " (--data) or delete this one.");
            assertThat(up.text()).doesNotContain("Last output");
        }
    }

    private static void createOlderData(Path data) throws SQLException {
        try (DataFolder folder = DataFolder.claim(data);
                PostgresServer server = new PostgresServer(Installation.find(), folder, FreePorts.next(),
                        Durability.DISPOSABLE)) {
            server.start();
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(),
                    server.password()); Statement statement = connection.createStatement()) {
                statement.execute("""
                        create table flyway_schema_history (
                            installed_rank int primary key, version text, description text not null, type text not null,
                            script text not null, checksum int, installed_by text not null,
                            installed_on timestamp not null default now(), execution_time int not null,
                            success boolean not null)""");
                statement.execute("""
                        insert into flyway_schema_history
                        values (1, '1', 'foundation', 'SQL', 'V1__foundation.sql', 1, 'headrace', now(), 1, true)""");
            }
        }
    }
}

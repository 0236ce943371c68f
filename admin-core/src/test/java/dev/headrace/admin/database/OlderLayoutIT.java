package dev.headrace.admin.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.AdminCore;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The core, as a separate process, on a database from before the first release. */
class OlderLayoutIT {

    @Test
    void anOlderLayoutIsRejectedWithOneMessageAndUnchanged() throws Exception {
        Database database = Backends.postgres().freshDatabase();
        Flyway.configure().dataSource(database.jdbcUrl(), database.user(), database.password()).target("1").load()
                .migrate();
        // Any other first migration will do, with a second one after it.
        execute(database, "update flyway_schema_history set checksum = 1");
        execute(database, """
                insert into flyway_schema_history
                select 2, '2', 'activity', type, 'V2__activity.sql', 2, installed_by, now(), 1, true
                from flyway_schema_history""");

        Process core = core(database);
        String output = new String(core.getInputStream().readAllBytes(), UTF_8);

        assertThat(core.waitFor()).as(output).isEqualTo(65);
        assertThat(output.lines().filter(line -> !line.contains("Z INFO "))).singleElement().asString().endsWith(
                " ERROR OlderLayoutReporter: The database was made before the first release of Headrace and cannot be"
                        + " upgraded; let the core start on an empty one.");
        assertThat(migrations(database)).isEqualTo(2);
    }

    private static Process core(Database database) throws IOException {
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), AdminCore.class.getName());
        command.environment().putAll(Map.of("HEADRACE_DATABASE_URL", database.jdbcUrl(), "HEADRACE_DATABASE_USER",
                database.user(), "HEADRACE_DATABASE_PASSWORD", database.password(), "HEADRACE_CORE_PORT", "0",
                "HEADRACE_CORE_MANAGEMENT_PORT", "0", "HEADRACE_REDIS_URL", Backends.redis().freshUrl()));
        return command.redirectErrorStream(true).start();
    }

    private static void execute(Database database, String statement) throws SQLException {
        try (Connection connection = connect(database); Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    private static int migrations(Database database) throws SQLException {
        try (Connection connection = connect(database);
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("select count(*) from flyway_schema_history")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}

package dev.headrace.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir
    Path temp;

    @Test
    void keepsConfirmedDataAcrossAKill() throws SQLException {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); PostgresServer server = durable(folder)) {
            server.start();
            execute(server, "CREATE TABLE kept AS SELECT 7 AS value");
            server.kill();
            server.start();

            assertThat(query(server, "SELECT value FROM kept")).isEqualTo("7");
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void requiresThePasswordFromAnOwnerOnlyFile() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); PostgresServer server = durable(folder)) {
            server.start();

            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guess"))
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(folder.resolve("postgres.password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void takesOverTheDataOfAnOrphanedServer() throws SQLException {
        DataFolder folder = DataFolder.claim(temp.resolve("data"));
        try (PostgresServer first = durable(folder)) {
            first.start();
            execute(first, "CREATE TABLE kept AS SELECT 8 AS value");
            folder.close();

            try (DataFolder again = DataFolder.claim(folder.path());
                    PostgresServer second = new PostgresServer(Installation.find(), again, first.port(),
                            Durability.DURABLE)) {
                second.start();

                assertThat(query(second, "SELECT value FROM kept")).isEqualTo("8");
            }
        }
    }

    @Test
    void startsWhenItsOldPidBelongsToAnotherProgram() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data")); PostgresServer server = durable(folder)) {
            server.start();
            Path lock = folder.resolve("postgres/postmaster.pid");
            String lines = Files.readString(lock);
            server.kill();
            String other = Long.toString(ProcessHandle.current().pid());
            Files.writeString(lock, lines.replaceFirst("\\d+", other));

            server.start();

            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void reportsATakenPort() throws Exception {
        try (DataFolder folder = DataFolder.claim(temp.resolve("data"));
                var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.ofLiteral("127.0.0.1"))) {
            PostgresServer server = new PostgresServer(Installation.find(), folder, taken.getLocalPort(),
                    Durability.DURABLE);

            assertThatThrownBy(server::start).isInstanceOf(ServiceException.class)
                    .hasMessage("Port " + taken.getLocalPort() + " is taken.");
        }
    }

    private static PostgresServer durable(DataFolder folder) {
        return new PostgresServer(Installation.find(), folder, Ports.free(), Durability.DURABLE);
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}

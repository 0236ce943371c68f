package dev.headrace.testkit;

import dev.headrace.services.Durability;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.SecretFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Pattern;

/** PostgreSQL for tests: a new database for each test class. */
public final class PostgresBackend extends Backend {

    private static final Pattern DATABASE_IN_URL = Pattern.compile("(?<=//[^/?]{1,255}/)[^/?]*");

    private final Database first;

    private PostgresBackend(TestServer server, Database first) {
        super("PostgreSQL", server);
        this.first = first;
    }

    static PostgresBackend external(String jdbcUrl) {
        String user = System.getenv().getOrDefault("HEADRACE_TEST_DATABASE_USER", "headrace");
        String password = System.getenv().getOrDefault("HEADRACE_TEST_DATABASE_PASSWORD", "");
        return new PostgresBackend(new ExternalServer(jdbcUrl), new Database(jdbcUrl, user, password));
    }

    static PostgresBackend container() {
        String password = SecretFile.randomPassword();
        String image = System.getenv().getOrDefault("HEADRACE_TEST_POSTGRES_IMAGE", "postgres:18");
        ContainerServer server = new ContainerServer(image,
                (container, port) -> container.withEnv("POSTGRES_USER", "headrace")
                        .withEnv("POSTGRES_PASSWORD", password)
                        .withCommand("-p", port.toString(), "-c", "fsync=off", "-c", "full_page_writes=off"));
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/headrace";
        return new PostgresBackend(server, new Database(url, "headrace", password));
    }

    static PostgresBackend embedded() {
        PostgresServer server = new PostgresServer(Installation.find(), EmbeddedServer.folder(), FreePorts.next(),
                Durability.DISPOSABLE);
        return new PostgresBackend(new EmbeddedServer(server),
                new Database(server.jdbcUrl(), server.user(), server.password()));
    }

    /** A new, empty database; starts the server if a test stopped it. */
    public Database freshDatabase() {
        start();
        String name = "headrace_test_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = connect(first); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create " + name + " at " + this, e);
        }
        return new Database(DATABASE_IN_URL.matcher(first.jdbcUrl()).replaceFirst(name), first.user(),
                first.password());
    }

    @Override
    boolean answers() throws SQLException {
        try (Connection connection = connect(first)) {
            return connection.isValid(0);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}

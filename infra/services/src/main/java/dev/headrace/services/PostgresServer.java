package dev.headrace.services;

import static java.util.stream.Collectors.joining;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL 18, with user and database {@code headrace}.
 *
 * <p>The password is generated on first start, stored in a file that only its owner can read, and required (SCRAM),
 * because other users of the machine can connect to loopback too. There is no Unix socket.
 */
public final class PostgresServer extends ChildServer {

    private static final String USER = "headrace";
    private static final String DATABASE = "headrace";
    private static final String NAME = "PostgreSQL";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int PROBE_SECONDS = 5;
    /** Class of the SQLSTATE of errors that the driver reports, and not the server. */
    private static final String CONNECTION_FAILURE = "08";

    private final Installation installation;
    private final DataFolder folder;
    private final Durability durability;

    public PostgresServer(Installation installation, DataFolder folder, int port, Durability durability) {
        // SIGINT is its "fast" shutdown, which does not wait for clients to disconnect.
        super(NAME, folder, port, StopSignal.INT);
        this.installation = installation;
        this.folder = folder;
        this.durability = durability;
    }

    @Override
    public void start() {
        Ports.requireFree(port());
        Path binaries = binaries(installation);
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialize(binaries);
        }
        deleteStaleLockFile();
        run(Environments.program(command(binaries)), this::isReady, START_TIMEOUT);
    }

    private static Path binaries(Installation installation) {
        return new PackedBinary(installation, Platform.current().postgresArchive()).unpackedArchive();
    }

    /**
     * The version that would run on this machine.
     *
     * @throws ServiceException if it cannot run
     */
    public static String version(Installation installation) {
        List<String> command = asOrdinaryUser(binaries(installation).resolve("bin/postgres"));
        command.add("--version");
        return Command.run("PostgreSQL", command).strip();
    }

    /** Created in a temporary folder and moved, so that an interrupted start leaves nothing incomplete. */
    private void initialize(Path binaries) {
        Path fresh = folder.resolve("postgres.new");
        List<String> initdb = asOrdinaryUser(binaries.resolve("bin/initdb"));
        initdb.addAll(List.of("-D", fresh.toString(), "-U", USER, "-A", "scram-sha-256",
                "--pwfile=" + passwordFile(folder.path()), "-E", "UTF8", "--no-locale", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (durability == Durability.DISPOSABLE) {
            initdb.add("--no-sync");
        }
        try {
            password();
            Folders.delete(fresh);
            Command.run("PostgreSQL's initdb", initdb);
            Files.move(fresh, data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path binaries) {
        List<String> command = asOrdinaryUser(binaries.resolve("bin/postgres"));
        command.addAll(List.of("-D", data().toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(durabilitySettings());
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port()));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("timezone", "UTC");
        return settings;
    }

    /** Without fsync a killed process still loses nothing: its writes have reached the operating system. */
    private Map<String, String> durabilitySettings() {
        String disk = durability == Durability.DURABLE ? "on" : "off";
        return Map.of("fsync", disk, "full_page_writes", disk, "synchronous_commit", "on");
    }

    /** PostgreSQL refuses to run as root; in its own user namespace it does not run as root. */
    private static List<String> asOrdinaryUser(Path program) {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.add(program.toString());
        return command;
    }

    /**
     * After a machine crash, the pid in PostgreSQL's lock file may belong to another program, which PostgreSQL would
     * mistake for a running server.
     */
    private void deleteStaleLockFile() {
        Path lock = data().resolve("postmaster.pid");
        try {
            if (Files.exists(lock)) {
                long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
                boolean postgres = ProcessHandle.of(pid).flatMap(handle -> handle.info().command())
                        .map(command -> command.endsWith("/postgres")).orElse(true);
                if (!postgres) {
                    Files.delete(lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : durabilitySettings().entrySet()) {
                requireSetting(statement, setting.getKey(), setting.getValue());
            }
            createDatabase(statement);
            return true;
        }
    }

    /** One that refuses connections, for example while it recovers, is busy and not hung. */
    @Override
    protected boolean replies() throws IOException, SQLException {
        try {
            return answers(folder.path(), port());
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state != null && !state.startsWith(CONNECTION_FAILURE)) {
                return true;
            }
            throw e;
        }
    }

    private static void requireSetting(Statement statement, String name, String value) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + name)) {
            if (!row.next() || !row.getString(1).equals(value)) {
                throw new ServiceException("PostgreSQL is not running with " + name + "=" + value + ".");
            }
        }
    }

    private static void createDatabase(Statement statement) throws SQLException {
        try (ResultSet row = statement
                .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (row.next()) {
                return;
            }
        }
        statement.execute("CREATE DATABASE " + DATABASE);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password());
    }

    private Path data() {
        return folder.resolve("postgres");
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("postgres.password");
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return jdbcUrl(port(), database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return SecretFile.readOrCreate(passwordFile(folder.path()), SecretFile::randomPassword);
    }

    /**
     * Connection details of the database, for other processes of its owner.
     *
     * @param jdbcUrl without credentials
     */
    public record Access(String jdbcUrl, String user, String password) {}

    /** Whether the server with this data folder and port executes queries. */
    public static boolean answers(Path folder, int port) throws IOException, SQLException {
        Access access = access(folder, port);
        String timeouts = "?connectTimeout=%1$d&socketTimeout=%1$d&loginTimeout=%1$d".formatted(PROBE_SECONDS);
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl() + timeouts, access.user(),
                access.password())) {
            return connection.isValid(PROBE_SECONDS);
        }
    }

    /** The connection details of the server with this data folder and port. */
    public static Access access(Path folder, int port) throws IOException {
        return new Access(jdbcUrl(port, DATABASE), USER, Files.readString(passwordFile(folder)));
    }
}

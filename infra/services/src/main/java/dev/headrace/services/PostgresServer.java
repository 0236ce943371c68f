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
 * <p>The password is made at the first start and kept in a file for the owner's eyes, and PostgreSQL asks for it
 * (SCRAM), since other users of the machine reach loopback too. There is no Unix socket.
 */
public final class PostgresServer extends ChildServer {

    private static final String USER = "headrace";
    private static final String DATABASE = "headrace";
    private static final String NAME = "PostgreSQL";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation installation;
    private final DataFolder folder;
    private final Durability durability;

    public PostgresServer(Installation installation, DataFolder folder, int port, Durability durability) {
        // SIGINT is its "fast" shutdown: it does not wait for clients to leave.
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
        forgetStalePostmaster();
        run(new ProcessBuilder(command(binaries)), this::answers, PATIENCE);
    }

    private static Path binaries(Installation installation) {
        return new PackedBinary(installation, Platform.current().postgresArchive()).unpackedArchive();
    }

    /**
     * What this machine would run.
     *
     * @throws ServiceException if it cannot
     */
    public static String version(Installation installation) {
        List<String> command = asOrdinaryUser(binaries(installation).resolve("bin/postgres"));
        command.add("--version");
        return Command.run("PostgreSQL", command).strip();
    }

    /** Made beside its place and moved there, so that a start that was cut short leaves nothing half-made. */
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

    /** Without fsync a killed process still loses nothing: the operating system has what was written. */
    private Map<String, String> durabilitySettings() {
        String disk = durability == Durability.DURABLE ? "on" : "off";
        return Map.of("fsync", disk, "full_page_writes", disk, "synchronous_commit", "on");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is not. */
    private static List<String> asOrdinaryUser(Path program) {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.add(program.toString());
        return command;
    }

    /**
     * After a crash of the machine the pid in PostgreSQL's own lock file may belong to some other program by now, and
     * PostgreSQL would take that for itself.
     */
    private void forgetStalePostmaster() {
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

    private boolean answers() throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : durabilitySettings().entrySet()) {
                requireSetting(statement, setting.getKey(), setting.getValue());
            }
            createDatabase(statement);
            return true;
        }
    }

    private static void requireSetting(Statement statement, String name, String value) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + name)) {
            if (!row.next() || !row.getString(1).equals(value)) {
                throw new ServiceException("PostgreSQL does not run with " + name + "=" + value + ".");
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
     * How to reach the database of the server that runs on that folder and port, for other processes of its owner.
     *
     * @param jdbcUrl without credentials
     */
    public record Access(String jdbcUrl, String user, String password) {}

    /** What {@link Access} to a server is by the folder that holds its password. */
    public static Access access(Path folder, int port) throws IOException {
        return new Access(jdbcUrl(port, DATABASE), USER, Files.readString(passwordFile(folder)));
    }
}

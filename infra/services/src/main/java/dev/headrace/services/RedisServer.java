package dev.headrace.services;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headrace.services.ChildProcess.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Redis or Valkey: the one on the PATH if it is 6.2 or newer, else the bundled Redis 6.2.
 *
 * <p>All data is in the append-only file. The password is generated on first start and passed in a configuration file
 * that only its owner can read, never on the command line.
 */
public final class RedisServer extends ChildServer {

    private static final String NAME = "Redis";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final int SOCKET_MILLIS = 2_000;

    private final Supplier<RedisBinary> binaries;
    private final DataFolder folder;
    private final Durability durability;

    public RedisServer(Installation installation, DataFolder folder, int port, Durability durability) {
        this(() -> RedisBinary.choose(installation), folder, port, durability);
    }

    RedisServer(Supplier<RedisBinary> binaries, DataFolder folder, int port, Durability durability) {
        super(NAME, folder, port, StopSignal.TERM);
        this.binaries = binaries;
        this.folder = folder;
        this.durability = durability;
    }

    @Override
    public void start() {
        Ports.requireFree(port());
        RedisBinary binary = binaries.get();
        Path data = folder.subfolder("redis");
        requireReadable(data, binary);
        Path configuration = folder.resolve("redis.conf");
        SecretFile.write(configuration, configuration(data));
        run(Environments.program(List.of(binary.program().toString(), configuration.toString())), this::isReady,
                START_TIMEOUT);
    }

    /**
     * The version that would run on this machine.
     *
     * @throws ServiceException if it cannot run
     */
    public static String version(Installation installation) {
        RedisBinary binary = RedisBinary.choose(installation);
        return binary.program() + " " + binary.major() + "." + binary.minor();
    }

    /** Redis 7 keeps its append-only file in a folder, which Redis 6 would ignore and start empty. */
    static void requireReadable(Path data, RedisBinary binary) {
        if (binary.major() < 7 && Files.exists(data.resolve("appendonlydir"))) {
            throw new ServiceException(
                    "The data in " + data + " was written by Redis 7 or newer, but " + binary.program()
                            + " is older; put a newer redis-server or valkey-server on the PATH.");
        }
    }

    private String configuration(Path data) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync %s
                save ""
                maxmemory-policy noeviction
                tracking-table-max-keys 200000
                """.formatted(port(), password(), data.toString().replace("\\", "\\\\").replace("\"", "\\\""),
                // With "no" a killed process loses nothing either: Redis writes before it replies.
                durability == Durability.DURABLE ? "always" : "no");
    }

    private boolean isReady() throws IOException {
        return answers(port(), password());
    }

    /** A server that loads its data, or is out of memory, is busy and not hung. */
    @Override
    protected boolean replies() throws IOException {
        return replies(port(), password()).getFirst().matches("[-+].*");
    }

    /** Whether the server with this data folder and port executes commands. */
    public static boolean answers(Path folder, int port) throws IOException {
        return answers(port, Files.readString(passwordFile(folder)));
    }

    private static boolean answers(int port, String password) throws IOException {
        // Redis replies -LOADING while it loads its data.
        return replies(port, password).equals(List.of("+OK", "+PONG"));
    }

    /** Its replies to a password and a ping. */
    private static List<String> replies(int port, String password) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.address(port), SOCKET_MILLIS);
            socket.setSoTimeout(SOCKET_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(US_ASCII));
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            List<String> lines = new ArrayList<>();
            while (lines.size() < 2) {
                lines.add(String.valueOf(replies.readLine()));
            }
            return lines;
        }
    }

    /** Includes the password. */
    public String url() {
        return "redis://:" + password() + "@127.0.0.1:" + port();
    }

    private String password() {
        return SecretFile.readOrCreate(passwordFile(folder.path()), SecretFile::randomPassword);
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("redis.password");
    }
}

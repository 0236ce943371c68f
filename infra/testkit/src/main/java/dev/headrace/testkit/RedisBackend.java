package dev.headrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.services.Durability;
import dev.headrace.services.Installation;
import dev.headrace.services.RedisServer;
import dev.headrace.services.SecretFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Redis for tests: one database, emptied for each test class. */
public final class RedisBackend extends Backend {

    private static final int SOCKET_MILLIS = 5_000;

    private final URI url;
    private final boolean external;

    private RedisBackend(TestServer server, String url, boolean external) {
        super("Redis", server);
        this.url = URI.create(url);
        this.external = external;
    }

    /**
     * An external server, with a database for the tests alone.
     *
     * @throws IllegalStateException if the database is not empty, because the tests would delete its data
     */
    static RedisBackend external(String url) {
        RedisBackend backend = new RedisBackend(new ExternalServer(url), url, true);
        if (!backend.callOrFail("DBSIZE").equals(":0")) {
            throw new IllegalStateException("The database is not empty (" + backend
                    + "), and the tests would delete its data: set HEADRACE_TEST_REDIS_URL to an empty one, such as"
                    + " redis://HOST:PORT/15.");
        }
        return backend;
    }

    static RedisBackend container() {
        String password = SecretFile.randomPassword();
        String image = System.getenv().getOrDefault("HEADRACE_TEST_REDIS_IMAGE", "valkey/valkey:8");
        ContainerServer server = new ContainerServer(image,
                (container, port) -> container.withCommand("--port", port.toString(), "--requirepass", password,
                        "--appendonly", "yes", "--appendfsync", "no", "--maxmemory-policy", "noeviction"));
        return new RedisBackend(server, "redis://:" + password + "@" + server.host() + ":" + server.port(), false);
    }

    static RedisBackend embedded() {
        RedisServer server = new RedisServer(Installation.find(), EmbeddedServer.folder(), FreePorts.next(),
                Durability.DISPOSABLE);
        return new RedisBackend(new EmbeddedServer(server), server.url(), false);
    }

    /** The URL, including the password. */
    public String url() {
        return url.toString();
    }

    /** The URL of the database, which is emptied first; starts the server if a test stopped it. */
    public String freshUrl() {
        start();
        empty();
        return url();
    }

    private void empty() {
        if (!callOrFail("FLUSHDB").equals("+OK")) {
            throw new IllegalStateException("Redis did not flush its database");
        }
    }

    /** An external database is left empty, as it was. */
    @Override
    void discard() {
        if (external) {
            empty();
        }
        super.discard();
    }

    private String callOrFail(String command) {
        try {
            return call(command);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach " + this + ": " + e.getMessage(), e);
        }
    }

    @Override
    boolean answers() throws IOException {
        // Redis replies -LOADING while it loads its data.
        return call("PING").equals("+PONG");
    }

    /** The reply to a command, sent after authentication and selection of the database. */
    private String call(String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), SOCKET_MILLIS);
            socket.setSoTimeout(SOCKET_MILLIS);
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            String reply = "";
            for (String line : List.of(authentication(), "SELECT " + databaseNumber(), command)) {
                socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
                reply = replies.readLine();
            }
            return String.valueOf(reply);
        }
    }

    /** {@code PING} if no credentials are needed. */
    private String authentication() {
        String credentials = url.getUserInfo();
        return credentials == null ? "PING" : "AUTH " + credentials.replaceFirst("^:", "").replaceFirst(":", " ");
    }

    private String databaseNumber() {
        String path = url.getPath();
        return path.length() > 1 ? path.substring(1) : "0";
    }
}

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

/** Redis for tests: one database, which each test class that asks finds empty. */
public final class RedisBackend extends Backend {

    private static final int SOCKET_MILLIS = 5_000;

    private final URI url;
    private final boolean given;

    private RedisBackend(TestServer server, String url, boolean given) {
        super("Redis", server);
        this.url = URI.create(url);
        this.given = given;
    }

    /**
     * Somebody else's server, whose database becomes the tests' own.
     *
     * @throws IllegalStateException if the database is not empty: the tests would delete what is in it
     */
    static RedisBackend given(String url) {
        RedisBackend backend = new RedisBackend(new GivenServer(url), url, true);
        if (!backend.callOrFail("DBSIZE").equals(":0")) {
            throw new IllegalStateException("The database of " + backend
                    + ", is not empty, and the tests empty the one that they are given: name another in"
                    + " HEADRACE_TEST_REDIS_URL, such as redis://HOST:PORT/15.");
        }
        return backend;
    }

    static RedisBackend contained() {
        String password = SecretFile.randomPassword();
        String image = System.getenv().getOrDefault("HEADRACE_TEST_REDIS_IMAGE", "valkey/valkey:8");
        ContainedServer server = new ContainedServer(image,
                (container, port) -> container.withCommand("--port", port.toString(), "--requirepass", password,
                        "--appendonly", "yes", "--appendfsync", "no", "--maxmemory-policy", "noeviction"));
        return new RedisBackend(server, "redis://:" + password + "@" + server.host() + ":" + server.port(), false);
    }

    static RedisBackend embedded() {
        RedisServer server = new RedisServer(Installation.find(), EmbeddedServer.folder(), FreePorts.next(),
                Durability.DISPOSABLE);
        return new RedisBackend(new EmbeddedServer(server), server.url(), false);
    }

    /** The address, with the password. */
    public String url() {
        return url.toString();
    }

    /** The address of the database, which is empty now; starts the server if a test left it stopped. */
    public String freshUrl() {
        start();
        empty();
        return url();
    }

    private void empty() {
        if (!callOrFail("FLUSHDB").equals("+OK")) {
            throw new IllegalStateException("Redis does not flush its database");
        }
    }

    /** A given database is left as it was found. */
    @Override
    void discard() {
        if (given) {
            empty();
        }
        super.discard();
    }

    private String callOrFail(String command) {
        try {
            return call(command);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    boolean answers() throws IOException {
        // While it loads its data it says -LOADING.
        return call("PING").equals("+PONG");
    }

    /** The reply to one command after those that sign in and choose the database. */
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

    /** Users without a password need no introduction. */
    private String authentication() {
        String credentials = url.getUserInfo();
        return credentials == null ? "PING" : "AUTH " + credentials.replaceFirst("^:", "").replaceFirst(":", " ");
    }

    private String databaseNumber() {
        String path = url.getPath();
        return path.length() > 1 ? path.substring(1) : "0";
    }
}

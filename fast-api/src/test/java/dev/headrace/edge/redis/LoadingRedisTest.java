package dev.headrace.edge.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uses a fake Redis, because the loading time and the role of a real one cannot be controlled. */
class LoadingRedisTest {

    /** Answers like Redis during and after loading, and once it is a replica. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final AtomicInteger pings = new AtomicInteger();
        private final AtomicInteger connections = new AtomicInteger();
        private volatile boolean loading = true;
        private volatile boolean replica;

        Server() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            Thread.startVirtualThread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = socket.accept();
                    connections.incrementAndGet();
                    Thread.startVirtualThread(() -> serve(client));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private void serve(Socket client) {
            try (client) {
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                OutputStream out = client.getOutputStream();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    List<String> words = new ArrayList<>();
                    for (int i = 0; i < Integer.parseInt(line.substring(1)); i++) {
                        in.readLine();
                        words.add(in.readLine());
                    }
                    out.write((answer(words.getFirst().toUpperCase(Locale.ROOT)) + "\r\n").getBytes(US_ASCII));
                    out.flush();
                }
            } catch (IOException e) {
                // closed by the client
            }
        }

        private String answer(String command) {
            return switch (command) {
                case "HSET" -> replica ? "-READONLY You can't write against a read only replica." : ":1";
                case "HELLO" -> "%7\r\n+server\r\n+redis\r\n+version\r\n+7.0.0\r\n+proto\r\n:3\r\n+id\r\n:1\r\n"
                        + "+mode\r\n+standalone\r\n+role\r\n+master\r\n+modules\r\n*0";
                case "CLIENT" -> "+OK";
                case "PING" -> {
                    pings.incrementAndGet();
                    yield loading ? "-LOADING Redis is loading the dataset in memory" : "+PONG";
                }
                default -> loading ? "-LOADING Redis is loading the dataset in memory" : "$5\r\nvalue";
            };
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class Listener implements TrackingListener {

        private volatile boolean tracking;

        @Override
        public void trackingBegan() {
            tracking = true;
        }

        @Override
        public void trackingEnded() {
            tracking = false;
        }

        @Override
        public void changed(String key) {
            // ignored
        }

        @Override
        public void allChanged() {
            // ignored
        }
    }

    private Server server;
    private Redis redis;
    private final Listener listener = new Listener();

    @BeforeEach
    void start() throws IOException {
        server = new Server();
        redis = new Redis(RedisAddress.parse("redis://127.0.0.1:" + server.socket.getLocalPort()).orElseThrow(),
                Runnable::run);
        redis.tracked().add(listener);
        redis.tracked().open();
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
        server.close();
    }

    @Test
    void loadingRedisIsUnavailable() {
        Eventually.holds("Redis was pinged more than once", () -> server.pings.get() > 8);
        assertThat(redis.tracked().isUp()).isFalse();
        assertThat(listener.tracking).isFalse();

        server.loading = false;
        Eventually.holds("Redis is used", () -> listener.tracking);
        assertThat(redis.tracked().get("key").join()).asString().isEqualTo("value");
    }

    /** It would reject writes until it is restarted; a new connection may lead to the new primary. */
    @Test
    void connectionToADemotedPrimaryIsDropped() {
        server.loading = false;
        Eventually.holds("writes are accepted", () -> isAccepted());
        int before = server.connections.get();
        server.replica = true;
        assertThat(isAccepted()).isFalse();
        Eventually.holds("there is another connection", () -> server.connections.get() > before);
        server.replica = false;
        Eventually.holds("writes are accepted again", () -> isAccepted());
    }

    private boolean isAccepted() {
        return redis.store().putField("hash", "field", "value").handle((_, failure) -> failure == null).join();
    }

    @Test
    void connectionToALoadingRedisIsDropped() {
        server.loading = false;
        Eventually.holds("Redis is used", () -> listener.tracking);
        server.loading = true;
        // The answer to another command may have ended the connection before.
        assertThat(redis.tracked().get("key").handle((_, failure) -> failure).join()).cause()
                .isInstanceOf(RedisUnavailableException.class);
        Eventually.holds("the connection is dropped", () -> !listener.tracking);
        server.loading = false;
        Eventually.holds("Redis is used again", () -> listener.tracking);
    }
}

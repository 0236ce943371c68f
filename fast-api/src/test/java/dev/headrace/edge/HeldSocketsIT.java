package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten thousand sockets, of the kinds that once took the edge down. */
@Tag("attack")
class HeldSocketsIT {

    private static final int HELD = 9_990;
    private static final int PER_ADDRESS = 500;
    /** Beyond this number, timeouts are short, so on a slow machine some are closed before the last are open. */
    private static final int NEAR_LIMIT = 9_000;
    private static final Pattern OPEN = Pattern.compile("\nheadrace_edge_connections ([0-9]+)");

    private final Article article = Article.titled("Held");
    private final List<SocketChannel> held = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel socket : held) {
            socket.close();
        }
    }

    private String[] hostile() {
        String host = " HTTP/1.1\r\nHost: x\r\n";
        String json = "Content-Type: application/json\r\n";
        String views = "POST " + article.path() + "/views" + host + json;
        String like = "PUT " + article.path() + "/reactions/like" + host + json;
        return new String[]{"", "G", "GET / HTTP/1.1\r\nHost: x\r\nX: ", views + "Content-Length: 10\r\n\r\n",
                views + "Content-Length: 10\r\n\r\n{", views + "Transfer-Encoding: chunked\r\n\r\n",
                views + "Transfer-Encoding: chunked\r\n\r\nA\r\n",
                views + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n",
                views + "Content-Length: 60000\r\n\r\n" + "x".repeat(500), like + "Content-Length: 2\r\n\r\n",
                ("GET " + article.path() + host + "\r\n").repeat(50)};
    }

    private void hold(int port) throws IOException {
        String[] kinds = hostile();
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        for (int i = 0; i < HELD; i++) {
            SocketChannel socket = SocketChannel.open();
            held.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (i / PER_ADDRESS + 1)), 0));
            socket.connect(server);
            socket.configureBlocking(false);
            var _ = socket.write(ByteBuffer.wrap(kinds[i % kinds.length].getBytes(ISO_8859_1)));
        }
    }

    @Test
    void wellBehavedClientsAreServedBesideThousandsOfHeldSockets() throws Exception {
        String redis = Backends.redis().freshUrl();
        Queue queue = Backends.queue().freshQueue();
        Map<String, String> variables = new HashMap<>(RunningEdge.shippingTo(queue));
        // Connections are held for as long as the deadlines permit, to have all of them at once on a slow machine.
        variables.putAll(Map.of("HEADRACE_EDGE_HEAD_SECONDS", "60", "HEADRACE_EDGE_BODY_SECONDS", "60",
                "HEADRACE_EDGE_MIN_BYTES_PER_SECOND", "0"));
        try (ContentFixture content = new ContentFixture(redis); EdgeProcess edge = new EdgeProcess(redis, variables)) {
            content.publishModel();
            content.publish(article);
            Eventually.holds("the model is known", () -> status(edge) == 200);
            hold(edge.port());

            assertThat(open(edge)).as("connections that are open at once").isGreaterThan(NEAR_LIMIT);
            assertReadinessIsAnswered(edge);
            for (int i = 0; i < 100; i++) {
                // With ten connections left for everybody, a client may have to try again.
                Eventually.holds("a new client is served", () -> visit(edge).startsWith("HTTP/1.1 200 "));
            }
            Eventually.holds("hostile sockets are closed", Duration.ofSeconds(60),
                    () -> closedByServer() > HELD / 20);
            assertThat(visit(edge)).startsWith("HTTP/1.1 200 ");
        }
    }

    private static int open(EdgeProcess edge) throws Exception {
        Matcher gauge = OPEN.matcher(edge.management("/metrics").get().body());
        assertThat(gauge.find()).isTrue();
        return Integer.parseInt(gauge.group(1));
    }

    /** It warns, or says that no connections are left, but is not slower than a probe would wait. */
    private static void assertReadinessIsAnswered(EdgeProcess edge) throws Exception {
        HttpResponse<String> readiness = edge.management("/readyz").get(5, TimeUnit.SECONDS);
        assertThat(readiness.statusCode()).as(readiness.body()).isIn(200, 503);
        assertThat(readiness.body()).contains("connections are in use");
    }

    /** With a connection of its own. */
    private String visit(EdgeProcess edge) throws IOException {
        try (RawClient client = new RawClient(edge.port())) {
            return client.send("GET " + article.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .readToEnd();
        }
    }

    private long closedByServer() {
        ByteBuffer scratch = ByteBuffer.allocate(64 * 1024);
        return held.stream().filter(socket -> {
            try {
                int length = socket.read(scratch.clear());
                while (length > 0) {
                    length = socket.read(scratch.clear());
                }
                return length < 0;
            } catch (IOException e) {
                return true;
            }
        }).count();
    }

    private int status(EdgeProcess edge) throws Exception {
        return edge.send("GET", article.path()).get().statusCode();
    }
}

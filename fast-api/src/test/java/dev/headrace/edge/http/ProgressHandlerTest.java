package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.connection.ConnectionSettings;
import dev.headrace.edge.connection.Connections;
import dev.headrace.edge.connection.GuardedListener;
import dev.headrace.edge.connection.ReadyResponses;
import dev.headrace.testkit.Eventually;
import io.undertow.io.IoCallback;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** Timeouts behind Undertow, with handlers of this test. */
class ProgressHandlerTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(10, 0, Duration.ofSeconds(1),
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1), ConnectionSettings.ANSWER, 0);

    private final Connections connections = new Connections(SETTINGS);
    private XnioWorker worker;

    @BeforeEach
    void start() throws IOException {
        worker = Xnio.getInstance().createWorker(OptionMap.builder().set(Options.WORKER_IO_THREADS, 1)
                .set(Options.WORKER_TASK_CORE_THREADS, 1).set(Options.WORKER_TASK_MAX_THREADS, 1).getMap());
    }

    @AfterEach
    void stop() {
        awaitClosed();
        worker.shutdownNow();
    }

    private Socket connect(HttpHandler handler) throws IOException {
        HttpOpenListener undertow = new HttpOpenListener(new DefaultByteBufferPool(true, 16 * 1024));
        undertow.setRootHandler(new ProgressHandler(handler));
        AcceptingChannel<StreamConnection> server = worker.createStreamConnectionServer(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                ChannelListeners.openListenerAdapter(new GuardedListener(undertow, connections,
                        refusal -> ByteBuffer
                                .wrap(("HTTP/1.1 " + refusal.status() + "\r\n\r\n").getBytes(ISO_8859_1)),
                        ReadyResponses.NONE)),
                OptionMap.EMPTY);
        server.resumeAccepts();
        Socket socket = new Socket();
        // Small, so that few unread bytes fill it.
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(server.getLocalAddress());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static void send(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    private static String readToEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Answers after longer than any timeout of the client. */
    private static void answerLate(HttpServerExchange exchange) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            var _ = exchange.getIoThread().executeAfter(
                    () -> exchange.getResponseSender().send("late", IoCallback.END_EXCHANGE), 3, TimeUnit.SECONDS);
        });
    }

    @Test
    void aRequestThatIsBeingHandledIsNotIdle() throws IOException {
        try (Socket socket = connect(ProgressHandlerTest::answerLate)) {
            send(socket, LAST);
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 200 ").endsWith("late");
        }
    }

    @Test
    void aRequestWithABodyThatIsBeingHandledIsNotIdle() throws IOException {
        HttpHandler handler = exchange -> exchange.getRequestReceiver()
                .receiveFullBytes((read, _) -> answerLate(read));
        try (Socket socket = connect(handler)) {
            String head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";
            send(socket, head + "{");
            send(socket, "}");
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 200 ").endsWith("late");
        }
    }

    @Test
    void theRestOfAPipelinedHeadIsNotLateWhileTheEdgeDoesNotReadIt() throws IOException {
        try (Socket socket = connect(ProgressHandlerTest::answerLate)) {
            send(socket, GET + LAST.substring(0, 20));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), ISO_8859_1)).isEqualTo("HTTP/1.1 200");
            send(socket, LAST.substring(20));
            assertThat(readToEnd(socket)).contains("HTTP/1.1 200 ").doesNotContain(" 408").endsWith("late");
        }
    }

    @Test
    void aConnectionIsIdleAfterItsResponse() throws IOException {
        try (Socket socket = connect(exchange -> exchange.getResponseSender().send("done"))) {
            send(socket, GET);
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 200 ").endsWith("done");
            assertThat(connections.timedOut()).isEqualTo(1);
        }
    }

    @Test
    void eachPipelinedResponseHasATimeoutOfItsOwn() throws Exception {
        ByteBuffer body = ByteBuffer.allocate(500_000);
        int responses = 40;
        try (Socket socket = connect(exchange -> exchange.getResponseSender().send(body.duplicate()))) {
            send(socket, GET.repeat(responses - 1) + LAST);
            assertThat(readSteadily(socket)).isGreaterThan(responses * 500_000);
            assertThat(connections.timedOut()).isZero();
        }
    }

    /** Slow enough for all responses together, but not for one. */
    private static int readSteadily(Socket socket) throws IOException, InterruptedException {
        int total = 0;
        byte[] bytes = new byte[64 * 1024];
        InputStream in = socket.getInputStream();
        for (int length = in.readNBytes(bytes, 0, bytes.length); length > 0; length = in.readNBytes(bytes, 0,
                bytes.length)) {
            total += length;
            Thread.sleep(15);
        }
        return total;
    }

    @Test
    void aMalformedRequestIsNotCountedAsATimeout() throws IOException {
        try (Socket socket = connect(exchange -> exchange.getResponseSender().send("done"))) {
            send(socket, "nonsense\r\n\r\n");
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 400");
            // The server keeps its end open for a while, in case that the client is still sending.
            awaitClosed();
            assertThat(connections.malformed()).isEqualTo(1);
            assertThat(connections.timedOut()).isZero();
        }
    }

    private void awaitClosed() {
        Eventually.holds("the connection is closed", () -> connections.open() == 0);
    }
}

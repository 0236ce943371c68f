package dev.headrace.admin.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks come from other addresses than 127.0.0.1, so that their limits do not affect the other client. */
@Tag("attack")
class ConnectionGuardIT {

    /** The default limits. */
    private static final int PER_ADDRESS = 200;
    private static final int IN_ALL = 2_000;
    private static final String SIGN_IN = "/admin/sign-in";

    private static CoreUnderTest core;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start(Map.of("HEADRACE_CORE_MAX_WAIT", "2s", "server.tomcat.connection-timeout", "3s"));
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @AfterEach
    void disconnect() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void anAddressHasALimitedNumberOfConnections() throws Exception {
        for (int i = 0; i < 2 * PER_ADDRESS; i++) {
            connect("GET " + SIGN_IN + " HTTP/1.1\r\n");
        }

        assertThat(core.get(SIGN_IN).status()).isEqualTo(200);
        Socket refused = connect("GET " + SIGN_IN + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(end(refused)).isEmpty();
    }

    /** The client waits until the first of them are cut off. */
    @Test
    void aClientIsServedThoughAllConnectionsAreHeld() throws Exception {
        for (int i = 0; i < IN_ALL + PER_ADDRESS; i++) {
            connect("127.0.0." + (2 + i / PER_ADDRESS), "GET " + SIGN_IN + " HTTP/1.1\r\n");
        }

        Socket client = connect("127.0.0.1", "GET " + SIGN_IN + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(end(client)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aHeadThatArrivesByteByByteIsCutOff() throws Exception {
        Socket slow = connect("GET " + SIGN_IN + " HTTP/1.1\r\nHost: x\r\nX: ");

        assertThat(isCutOff(slow)).isTrue();
    }

    @Test
    void aBodyThatArrivesByteByByteIsCutOff() throws Exception {
        Socket slow = connect("POST " + SIGN_IN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=");

        assertThat(isCutOff(slow)).isTrue();
    }

    @Test
    void aChunkedBodyThatArrivesByteByByteIsCutOff() throws Exception {
        Socket slow = connect("POST /api/entries/article HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Authorization: Bearer " + core.editorToken()
                + "\r\nContent-Type: application/json\r\n\r\n2000\r\n ");

        assertThat(isCutOff(slow)).isTrue();
    }

    /** With waits between its parts that are longer in total than the limit. */
    @Test
    void aLargeBodyOnASlowLineIsAccepted() throws Exception {
        String part = " ".repeat(5_000);
        Socket slow = connect("POST /api/entries/article HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer " + core.editorToken() + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + 10 * part.length() + "\r\n\r\n");
        for (int i = 0; i < 10; i++) {
            Thread.sleep(300);
            slow.getOutputStream().write(part.getBytes(US_ASCII));
        }

        assertThat(end(slow)).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    /** By the server's own timeout. Many responses, because the buffers of the connection hold some megabytes. */
    @Test
    void aClientThatReadsResponsesSlowlyIsCutOff() throws Exception {
        String asset = core.get(SIGN_IN).text().replaceAll("(?s).*?href=\"(/webjars/[^\"]+\\.css)\".*", "$1");
        assertThat(core.get(asset).text().length()).isGreaterThan(100_000);
        Socket slow = connect(("GET " + asset + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(100));

        assertThat(isCutOffReading(slow)).isTrue();
    }

    private Socket connect(String start) throws IOException {
        return connect("127.0.0.2", start);
    }

    private Socket connect(String from, String start) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        sockets.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), core.url("/").getPort()));
        socket.setSoTimeout(200);
        try {
            socket.getOutputStream().write(start.getBytes(US_ASCII));
        } catch (IOException e) {
            // refused
        }
        return socket;
    }

    /** Sends a byte at a time, far longer than the time limits. */
    private static boolean isCutOff(Socket socket) throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                socket.getOutputStream().write('a');
                while (socket.getInputStream().read() >= 0) {
                    // a response
                }
                return true;
            } catch (SocketTimeoutException e) {
                // still open
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    /** Reads slowly, far longer than the time limits; a closed connection rejects what is sent. */
    private static boolean isCutOffReading(Socket socket) throws Exception {
        for (int i = 0; i < 200; i++) {
            try {
                assertThat(socket.getInputStream().readNBytes(50)).hasSize(50);
                socket.getOutputStream().write('a');
                Thread.sleep(100);
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    /** What the server sends until it closes the connection. */
    private static String end(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try {
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }
}

package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A client that sends any octets over a socket of its own. */
final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** @param from a loopback address */
    RawClient(int port, String from) throws IOException {
        socket = new Socket();
        // Small, so that few unread bytes fill it.
        socket.setReceiveBufferSize(4 * 1024);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    RawClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return this;
    }

    /** Nothing more will be sent. */
    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Everything that the server sends until it closes the connection. */
    String readToEnd() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection stays open after: " + bytes.toString(ISO_8859_1), e);
        } catch (SocketException e) {
            // Reset: the same as the end.
        }
        return bytes.toString(ISO_8859_1);
    }

    /** What the server sends first. */
    String readSome() throws IOException {
        byte[] bytes = new byte[4 * 1024];
        InputStream in = socket.getInputStream();
        int length = in.read(bytes);
        return length < 0 ? "" : new String(bytes, 0, length, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

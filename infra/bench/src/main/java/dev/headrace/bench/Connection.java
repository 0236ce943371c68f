package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A keep-alive connection with just enough HTTP for the measured servers. */
final class Connection implements AutoCloseable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /** Converts a line of the file for {@code requests.lua} to a request. */
    static byte[] request(String line) {
        String[] parts = line.split("\t", -1);
        StringBuilder request = new StringBuilder(parts[0]).append(' ').append(parts[1])
                .append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = 2; i < parts.length; i++) {
            request.append(parts[i]).append("\r\n");
        }
        return request.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** Sends a request and returns the status. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = 0;
        for (String field = line(); !field.isEmpty(); field = line()) {
            if (field.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(field.substring(LENGTH.length()).strip());
            }
        }
        if (status != 304) {
            in.skipNBytes(length);
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

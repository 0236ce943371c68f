package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** TCP ports on loopback. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Ports() {}

    /** A port that was free a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    /** Whether the port is taken, on loopback or on all addresses. */
    public static boolean isTaken(int port) {
        return bindError(port).isPresent();
    }

    /** Why the port cannot be used, as a predicate ("is taken"); empty if it is free. */
    public static Optional<String> bindError(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(bindError(e));
        }
    }

    /** Only the system's message tells a port that is taken from one that is not permitted. */
    static String bindError(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("in use") ? "is taken" : "cannot be used (" + reason + ")";
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    /** @throws ServiceException if the port cannot be used */
    public static void requireFree(int port) {
        bindError(port).ifPresent(error -> {
            throw new ServiceException("Port " + port + " " + error + ".");
        });
    }
}

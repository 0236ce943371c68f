package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** TCP ports of the loopback address. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    /** Whether somebody listens on the port, on this address or on all of them. */
    public static boolean isTaken(int port) {
        return obstacle(port).isPresent();
    }

    /** Why we cannot listen on the port, as the end of a sentence that begins with it: "is taken". */
    public static Optional<String> obstacle(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(obstacle(e));
        }
    }

    /** Java tells a port that is taken from one that we may not have in the system's words only. */
    static String obstacle(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("in use") ? "is taken" : "cannot be used (" + reason + ")";
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(LOOPBACK, port);
    }

    /** @throws ServiceException if we cannot listen on the port */
    public static void requireFree(int port) {
        obstacle(port).ifPresent(obstacle -> {
            throw new ServiceException("Port " + port + " " + obstacle + ".");
        });
    }
}

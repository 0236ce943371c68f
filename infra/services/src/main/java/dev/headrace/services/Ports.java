package dev.headrace.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on loopback. */
public final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final int FIRST_LASTING = 20_000;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int MAX_ATTEMPTS = 1_000;

    private Ports() {}

    /**
     * A port that is free and stays so while its server restarts: the system gives ports of its ephemeral range, which
     * begins at 32768 on Linux and higher elsewhere, to any outgoing connection.
     */
    public static int lasting() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_LASTING, FIRST_EPHEMERAL);
            if (!isTaken(port)) {
                return port;
            }
        }
        return free();
    }

    /** A random loopback address; on systems other than Linux always 127.0.0.1, because they have no other. */
    static String randomLoopback() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return LOOPBACK.getHostAddress();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127." + random.nextInt(1, 255) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
    }

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

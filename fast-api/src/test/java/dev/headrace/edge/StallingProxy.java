package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/**
 * A proxy between the edge and Redis that can stall connections without closing them: all, or only the one with client
 * tracking.
 */
final class StallingProxy implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final URI target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> tracked = ConcurrentHashMap.newKeySet();
    private volatile Phaser open = new Phaser(1);
    private volatile boolean stalled;
    private volatile boolean onlyTracked;

    StallingProxy(String redisUrl) throws IOException {
        target = URI.create(redisUrl);
        server = new ServerSocket(0, 50, HERE);
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        String credentials = target.getUserInfo() == null ? "" : target.getUserInfo() + "@";
        return "redis://" + credentials + "127.0.0.1:" + server.getLocalPort() + target.getPath();
    }

    /** Stalls all connections; new ones are accepted but not forwarded. */
    void stall() {
        stall(false);
    }

    /** Stalls only the connection with client tracking. */
    void stallTracked() {
        stall(true);
    }

    private void stall(boolean trackedOnly) {
        open = new Phaser(1);
        onlyTracked = trackedOnly;
        stalled = true;
    }

    void resume() {
        stalled = false;
        open.arrive();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket redis = new Socket(target.getHost(), target.getPort());
                sockets.add(client);
                sockets.add(redis);
                Thread.startVirtualThread(() -> pump(client, redis));
                Thread.startVirtualThread(() -> pump(redis, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8 * 1024];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (new String(buffer, 0, length, ISO_8859_1).contains("TRACKING")) {
                    tracked.addAll(Set.of(from, to));
                }
                if (stalled && (!onlyTracked || tracked.contains(from))) {
                    open.awaitAdvance(0);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // closed by either side
        }
    }

    @Override
    public void close() throws IOException {
        resume();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

package dev.headrace.admin.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * A connection whose client may not send a request slowly. The server's own timeout starts again with each byte. Here the
 * waits within a request are added up, from its first byte to the response: when they exceed the limit, the client must
 * have sent at least {@link #MIN_BYTES_PER_SECOND} for each second of them.
 */
final class GuardedChannel extends NioChannel {

    static final int MIN_BYTES_PER_SECOND = 1_000;

    private final LongSupplier maxWaitNanos;
    private long waited;
    private long received;
    private long lastReadAt;

    GuardedChannel(SocketBufferHandler buffers, LongSupplier maxWaitNanos) {
        super(buffers);
        this.maxWaitNanos = maxWaitNanos;
    }

    /** Channels are reused for other connections. */
    @Override
    public void reset(SocketChannel channel, NioSocketWrapper socket) throws IOException {
        super.reset(channel, socket);
        startRequest();
    }

    private void startRequest() {
        waited = 0;
        received = 0;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int octets = super.read(into);
        count(octets);
        return octets;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long octets = super.read(into, offset, length);
        count(octets);
        return octets;
    }

    private void count(long octets) throws SocketTimeoutException {
        long now = System.nanoTime();
        if (received > 0) {
            waited += now - lastReadAt;
        }
        lastReadAt = now;
        received += Math.max(0, octets);
        if (waited > maxWaitNanos.getAsLong()
                && received < TimeUnit.NANOSECONDS.toSeconds(waited) * MIN_BYTES_PER_SECOND) {
            throw new SocketTimeoutException("The request arrives too slowly");
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        startRequest();
        return super.write(from);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        startRequest();
        return super.write(from, offset, length);
    }
}

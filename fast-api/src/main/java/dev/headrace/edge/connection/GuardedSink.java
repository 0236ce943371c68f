package dev.headrace.edge.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.Buffers;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** What Undertow writes to a connection. Sends from direct memory only. */
public final class GuardedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final GuardedConnection connection;
    private final SendBuffer buffer;

    GuardedSink(StreamSinkConduit next, GuardedConnection connection, SendBuffer buffer) {
        super(next);
        this.buffer = buffer;
        this.connection = connection;
    }

    /** To be called when a request is about to be handled. */
    public void handling() {
        connection.handling();
    }

    /** To be called before each part of a response that is sent in parts, which may be far apart. */
    public void streaming() {
        connection.streaming();
    }

    /** To be called before the end of such a response. */
    public void streamed() {
        connection.streamed();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        connection.sending(bytes);
        return sent(bytes.isDirect() ? next.write(bytes) : buffer.write(next, bytes));
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
        connection.sending(length > 0 ? bytes[offset] : NOTHING);
        return sent(buffer.write(next, bytes, offset, length));
    }

    /**
     * Writes a response.
     *
     * @return what was not sent
     */
    ByteBuffer[] write(ReadyResponse response) throws IOException {
        connection.sending(NOTHING);
        ByteBuffer[] rest = buffer.write(next, response);
        connection.sent(response.size() - Buffers.remaining(rest));
        return rest;
    }

    @Override
    public int writeFinal(ByteBuffer bytes) throws IOException {
        int sent = write(bytes);
        if (!bytes.hasRemaining()) {
            terminateWrites();
        }
        return sent;
    }

    @Override
    public long writeFinal(ByteBuffer[] bytes, int offset, int length) throws IOException {
        long sent = write(bytes, offset, length);
        if (!Buffers.hasRemaining(bytes, offset, length)) {
            terminateWrites();
        }
        return sent;
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        connection.sending(NOTHING);
        return sent(super.transferFrom(source, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        connection.sending(NOTHING);
        return sent(super.transferFrom(source, count, throughBuffer));
    }

    /** Undertow would close a connection at once whose output is closed, and the client could lose the response. */
    @Override
    public boolean isWriteShutdown() {
        return !connection.isLingering() && super.isWriteShutdown();
    }

    private int sent(int length) {
        connection.sent(length);
        return length;
    }

    private long sent(long length) {
        connection.sent(length);
        return length;
    }
}

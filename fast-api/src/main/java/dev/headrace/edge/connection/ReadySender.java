package dev.headrace.edge.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.Buffers;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Sends ready responses on one connection. While its client is slow to take one, nothing is read from it. */
final class ReadySender {

    private final StreamConnection connection;
    private final StreamSourceConduit source;
    private final GuardedSink sink;
    private final ReadyResponses ready;
    private boolean delayed;

    /**
     * @param source what the socket receives, without checks
     * @param ready where the responses come from
     */
    ReadySender(StreamConnection connection, StreamSourceConduit source, GuardedSink sink, ReadyResponses ready) {
        this.connection = connection;
        this.source = source;
        this.sink = sink;
        this.ready = ready;
    }

    /** Whether a response has not been sent completely. Then nobody else may read or write. */
    boolean isDelayed() {
        return delayed;
    }

    /** @throws IOException if the connection has failed */
    void send(ReadyResponse response) throws IOException {
        boolean isOver = true;
        try {
            ByteBuffer[] rest = sink.write(response);
            isOver = write(rest);
            if (!isOver) {
                delay(response, rest);
            }
        } finally {
            if (isOver) {
                response.completed();
            }
        }
    }

    /** @return whether everything was sent */
    private boolean write(ByteBuffer[] parts) throws IOException {
        while (Buffers.hasRemaining(parts)) {
            if (sink.write(parts, 0, parts.length) == 0) {
                return false;
            }
        }
        return true;
    }

    private void delay(ReadyResponse response, ByteBuffer[] parts) {
        delayed = true;
        ready.delayed();
        source.suspendReads();
        ConduitStreamSinkChannel channel = connection.getSinkChannel();
        ChannelListener<? super ConduitStreamSinkChannel> usual = channel.getWriteListener();
        channel.setWriteListener(_ -> {
            if (isOver(parts)) {
                channel.setWriteListener(usual);
                channel.suspendWrites();
                delayed = false;
                response.completed();
                ready.delayEnded();
                source.resumeReads();
            }
        });
        channel.resumeWrites();
    }

    private boolean isOver(ByteBuffer[] parts) {
        try {
            return write(parts);
        } catch (IOException e) {
            // Too slow, or gone.
            IoUtils.safeClose(connection);
            return true;
        }
    }
}

package dev.headrace.edge.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The direct memory from which an I/O thread sends. Heads and bodies are copied into it one after the other and written at
 * once. Without it, the JDK would allocate direct memory of each body's size on the I/O thread. Used only on its thread.
 */
final class SendBuffer {

    private static final int CAPACITY = 64 * 1024;
    private static final ByteBuffer[] NOTHING = {};

    private final ByteBuffer direct = ByteBuffer.allocateDirect(CAPACITY);

    /** Writes as much as fits into the buffer and the socket, like {@link StreamSinkConduit#write(ByteBuffer[], int, int)}. */
    int write(StreamSinkConduit sink, ByteBuffer[] sources, int offset, int length) throws IOException {
        direct.clear();
        for (int i = offset; i < offset + length && direct.hasRemaining(); i++) {
            copy(sources[i]);
        }
        int sent = sink.write(direct.flip());
        advance(sources, offset, sent);
        return sent;
    }

    int write(StreamSinkConduit sink, ByteBuffer source) throws IOException {
        direct.clear();
        copy(source);
        int sent = sink.write(direct.flip());
        source.position(source.position() + sent);
        return sent;
    }

    /**
     * Writes a response.
     *
     * @return what was not sent; empty for nothing
     */
    ByteBuffer[] write(StreamSinkConduit sink, ReadyResponse response) throws IOException {
        if (response.size() > CAPACITY) {
            return response.parts();
        }
        response.put(direct.clear());
        int sent = sink.write(direct.flip());
        if (sent == direct.limit()) {
            return NOTHING;
        }
        ByteBuffer[] parts = response.parts();
        advance(parts, 0, sent);
        return parts;
    }

    private void copy(ByteBuffer source) {
        int count = Math.min(source.remaining(), direct.remaining());
        int at = direct.position();
        direct.put(at, source, source.position(), count).position(at + count);
    }

    private static void advance(ByteBuffer[] sources, int offset, int sent) {
        int left = sent;
        for (int i = offset; left > 0; i++) {
            int step = Math.min(left, sources[i].remaining());
            sources[i].position(sources[i].position() + step);
            left -= step;
        }
    }
}

package dev.headrace.edge.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.xnio.Buffers;
import org.xnio.conduits.StreamSinkConduit;

class SendBufferTest {

    private final SendBuffer buffer = new SendBuffer();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int atATime = Integer.MAX_VALUE;

    /** Takes a limited number of bytes at a time, and only from direct memory. */
    private final StreamSinkConduit sink = (StreamSinkConduit) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[]{StreamSinkConduit.class}, (_, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("write");
                return take((ByteBuffer) arguments[0]);
            });

    private int take(ByteBuffer source) {
        assertThat(source.isDirect()).isTrue();
        byte[] taken = new byte[Math.min(atATime, source.remaining())];
        source.get(taken);
        written.writeBytes(taken);
        return taken.length;
    }

    @Test
    void headAndBodyAreWrittenAtOnce() throws IOException {
        ByteBuffer[] parts = {ByteBuffer.allocateDirect(4).put("head".getBytes(UTF_8)).flip(),
                UTF_8.encode("body").asReadOnlyBuffer(), ByteBuffer.allocate(0), UTF_8.encode("tail")};

        assertThat(buffer.write(sink, parts, 0, 4)).isEqualTo(12);
        assertThat(written).hasToString("headbodytail");
        assertThat(parts).noneMatch(ByteBuffer::hasRemaining);
    }

    @Test
    void whatTheSocketDoesNotTakeRemains() throws IOException {
        atATime = 5;
        ByteBuffer[] parts = {UTF_8.encode("not"), UTF_8.encode("head"), UTF_8.encode("body")};

        assertThat(buffer.write(sink, parts, 1, 2)).isEqualTo(5);
        assertThat(Arrays.stream(parts).map(ByteBuffer::remaining)).containsExactly(3, 0, 3);
        assertThat(buffer.write(sink, parts[2])).isEqualTo(3);
        atATime = 0;
        assertThat(buffer.write(sink, parts[0])).isZero();
        assertThat(parts[0].remaining()).isEqualTo(3);
        assertThat(written).hasToString("headbody");
    }

    @Test
    void largeBodiesAreWrittenInPieces() throws IOException {
        byte[] body = new byte[300_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }
        ByteBuffer[] parts = {ByteBuffer.wrap(body, 0, 100_000), ByteBuffer.wrap(body, 100_000, 200_000)};
        int writes = 0;
        while (Buffers.hasRemaining(parts)) {
            assertThat(buffer.write(sink, parts, 0, 2)).isPositive();
            writes++;
        }
        assertThat(writes).isEqualTo(5);
        assertThat(written.toByteArray()).isEqualTo(body);
    }
}

package dev.headrace.edge.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseBytesTest {

    private final ResponseBytes bytes = new ResponseBytes(UTF_8.encode("weir"));

    @Test
    void moveToDirectMemoryOnTheSecondRequest() {
        assertThat(bytes.peek().isDirect()).isFalse();
        assertThat(bytes.get().isDirect()).isFalse();
        assertThat(bytes.get().isDirect()).isTrue();
        assertThat(bytes.get().isDirect()).isTrue();
    }

    @Test
    void areNotAffectedByChangesToReturnedBuffers() {
        for (int i = 0; i < 3; i++) {
            ByteBuffer buffer = bytes.get();
            assertThat(buffer.isReadOnly()).isTrue();
            assertThat(UTF_8.decode(buffer).toString()).isEqualTo("weir");
        }
        assertThat(UTF_8.decode(bytes.peek()).toString()).isEqualTo("weir");
        assertThat(bytes.length()).isEqualTo(4);
    }
}

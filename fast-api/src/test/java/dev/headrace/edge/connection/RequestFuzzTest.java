package dev.headrace.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.fuzz.Fuzz;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class RequestFuzzTest {

    /** Each connection's octets are checked, or refused for the same reason, however they are divided. */
    @Test
    void requests() {
        Fuzz.of("requests").upTo(40_000).allocating(16 * 1024, 16).bytes(octets -> {
            Refusal whole = refusal(octets, octets.length);
            for (int size : new int[]{1, 7, 1_000}) {
                assertThat(refusal(octets, size)).isEqualTo(whole);
            }
        });
    }

    private static @Nullable Refusal refusal(byte[] octets, int pieceSize) {
        // A copy, because the check changes the host.
        ByteBuffer bytes = ByteBuffer.wrap(octets.clone());
        RequestCheck check = new RequestCheck();
        try {
            for (int from = 0; from < octets.length; from += pieceSize) {
                check.check(bytes, from, Math.min(octets.length, from + pieceSize));
            }
            return null;
        } catch (RefusedException e) {
            return e.refusal();
        }
    }
}

package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeylessReceiptsTest {

    private static final Duration AGE = Duration.ofSeconds(9);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theNumberOfReceiptsAtATimeIsBounded() {
        KeylessReceipts receipts = new KeylessReceipts(AGE, 50, nanos::get);
        int kept = 0;
        for (int millis = 0; millis < AGE.toMillis(); millis += 5) {
            nanos.set(Duration.ofMillis(millis).toNanos());
            kept += receipts.nextAge().equals(AGE) ? 1 : 0;
        }
        assertThat(kept).isBetween(40, 50);
        assertThat(receipts.nextAge()).isZero();

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(receipts.nextAge()).isEqualTo(AGE);
    }

    @Test
    void withALimitOfZeroNoReceiptsAreKept() {
        assertThat(new KeylessReceipts(AGE, 0, nanos::get).nextAge()).isZero();
    }
}

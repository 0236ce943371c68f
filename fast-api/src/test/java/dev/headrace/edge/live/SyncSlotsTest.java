package dev.headrace.edge.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import org.junit.jupiter.api.Test;

class SyncSlotsTest {

    private final SyncSlots slots = new SyncSlots(4);

    private void assertRefused(String client, int status) {
        assertThatThrownBy(() -> slots.take(client)).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.problem().status()).isEqualTo(status));
    }

    @Test
    void oneClientHasHalfOfTheSlots() {
        slots.take("a");
        slots.take("a");
        assertRefused("a", 429);
        slots.take("b");
        slots.release("a");
        slots.take("a");
        slots.take("c");
        assertRefused("d", 503);
        assertThat(slots.running()).isEqualTo(4);
        slots.release("b");
        slots.take("d");
    }
}

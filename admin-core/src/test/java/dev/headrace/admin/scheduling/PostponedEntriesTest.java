package dev.headrace.admin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PostponedEntriesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void anEntryIsTriedAgainAfterAWhile() {
        PostponedEntries postponed = new PostponedEntries(clock);
        UUID entry = UUID.randomUUID();

        postponed.add(entry);
        assertThat(postponed.entries()).containsExactly(entry);
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(10)));
        assertThat(postponed.entries()).isEmpty();
    }

    @Test
    void thoseThatWerePostponedFirstAreForgotten() {
        PostponedEntries postponed = new PostponedEntries(clock);
        UUID first = UUID.randomUUID();
        postponed.add(first);
        for (int i = 0; i < 1_000; i++) {
            postponed.add(UUID.randomUUID());
        }

        assertThat(postponed.entries()).hasSize(1_000).doesNotContain(first);
    }
}

package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-14T08:00:00Z");

    private static final Duration DAY = Duration.ofHours(24);

    private static String version7(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "3f6f0c1e-8a52-4c39-9a57-0d5d5c1e7b11", "~!#"})
    void acceptsVisibleAscii(String text) {
        assertThat(IdempotencyKey.of(text, NOW, DAY)).contains(new IdempotencyKey(text, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ü", "a\tb"})
    void rejectsInvalidKeys(String text) {
        assertThatThrownBy(() -> IdempotencyKey.of(text, NOW, DAY)).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("400");
    }

    @Test
    void aMissingHeaderIsNoKey() {
        assertThat(IdempotencyKey.of(null, NOW, DAY)).isEmpty();
    }

    @Test
    void aTimedKeyIsValidWhileItsReceiptIsKept() {
        assertThat(IdempotencyKey.of(version7(NOW.minus(Duration.ofHours(23))), NOW, DAY)).isPresent();
        assertThat(IdempotencyKey.of(version7(NOW.plus(Duration.ofHours(23))), NOW, DAY)).isPresent();
        assertThat(IdempotencyKey.of(version7(NOW.minus(Duration.ofDays(33))), NOW, Duration.ofDays(34))).isPresent();
        for (Instant time : new Instant[]{NOW.minus(Duration.ofHours(25)), NOW.plus(Duration.ofHours(25))}) {
            assertThatThrownBy(() -> IdempotencyKey.of(version7(time), NOW, DAY))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("24 hours");
        }
    }

    @Test
    void theReceiptIsKeptUntilItsKeyExpires() {
        IdempotencyKey ahead = IdempotencyKey.of(version7(NOW.plus(Duration.ofHours(5))), NOW, DAY).orElseThrow();
        assertThat(ahead.receiptAge(DAY)).isEqualTo(Duration.ofHours(29));
        IdempotencyKey past = IdempotencyKey.of(version7(NOW.minus(Duration.ofHours(5))), NOW, DAY).orElseThrow();
        assertThat(past.receiptAge(DAY)).isEqualTo(DAY);
    }
}

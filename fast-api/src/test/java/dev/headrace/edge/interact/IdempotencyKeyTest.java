package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EventId;
import dev.headrace.model.Partition;
import dev.headrace.model.ReceiptKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final Instant NOW = Instant.parse("2026-03-14T08:00:00Z");

    private static final ReceiptKey SECRET = new ReceiptKey("secret");
    private static final Duration DAY = Duration.ofHours(24);

    private static String version7(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "3f6f0c1e-8a52-4c39-9a57-0d5d5c1e7b11", "~!#"})
    void acceptsVisibleAscii(String text) {
        assertThat(IdempotencyKey.of(text, NOW, DAY).orElseThrow().text()).isEqualTo(text);
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
        assertThat(ahead.receiptAge()).isEqualTo(Duration.ofHours(29));
        IdempotencyKey past = IdempotencyKey.of(version7(NOW.minus(Duration.ofHours(5))), NOW, DAY).orElseThrow();
        assertThat(past.receiptAge()).isEqualTo(DAY);
    }

    private static WriteIds writeIds(Instant now, Duration receiptAge, ReceiptKey... secrets) {
        return IdempotencyKey.of("k", now, receiptAge).orElseThrow().ids(List.of(secrets), "ann", "like",
                new Partition(1));
    }

    /** The ids whose receipts are looked up. */
    private static List<EventId> ids(Instant now, Duration receiptAge, ReceiptKey... secrets) {
        return writeIds(now, receiptAge, secrets).inOrder().toList();
    }

    /** Whether the core takes two writes for the same. */
    private static boolean isOneWriteForTheCore(WriteIds first, WriteIds second) {
        return !Collections.disjoint(idsInEvent(first), idsInEvent(second));
    }

    private static List<EventId> idsInEvent(WriteIds ids) {
        return Stream.concat(Stream.of(ids.first()), ids.earlier().stream()).toList();
    }

    /** Otherwise another write with the key would be answered with the receipt, or dropped by the core, but not both. */
    @ParameterizedTest
    @ValueSource(ints = {1, 24, 25, 48, 816})
    void aKeyWithoutATimeIsValidWhileItsReceiptIsKept(int hours) {
        Duration age = Duration.ofHours(hours);
        EventId first = ids(NOW, age, SECRET).getFirst();
        Duration kept = IdempotencyKey.of("k", NOW, age).orElseThrow().receiptAge();
        Instant end = NOW.plus(kept.minusHours(1));

        assertThat(kept.minusHours(1)).isGreaterThanOrEqualTo(age);
        assertThat(ids(NOW.plus(age), age, SECRET)).contains(first);
        assertThat(ids(end.minusMillis(1), age, SECRET)).contains(first).doesNotHaveDuplicates();
        assertThat(ids(end, age, SECRET)).doesNotContain(first);
        assertThat(ids(end, age, SECRET).getFirst().day())
                .isBeforeOrEqualTo(first.day().plusDays(DeduplicationWindow.DAYS));
    }

    /** Otherwise a write with an expired key would be accepted and then dropped. */
    @ParameterizedTest
    @ValueSource(strings = {"08:00", "22:59", "23:00", "23:01", "23:59:59", "00:00"})
    void theCoreTakesAWriteForARetryExactlyWhileTheReceiptOfTheFirstUseIsFound(String time) {
        Instant first = LocalDate.of(2026, 3, 14).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
        for (Duration age : new Duration[]{Duration.ofHours(1), DAY, Duration.ofHours(48)}) {
            WriteIds used = writeIds(first, age, SECRET);
            Duration kept = IdempotencyKey.of("k", first, age).orElseThrow().receiptAge();
            for (Duration later = Duration.ZERO; later.compareTo(Duration.ofDays(6)) < 0; later = later
                    .plusMinutes(30)) {
                WriteIds again = writeIds(first.plus(later), age, SECRET);
                boolean isFound = again.inOrder().anyMatch(used.first()::equals);
                assertThat(isOneWriteForTheCore(used, again)).as("%s later", later).isEqualTo(isFound);
                assertThat(isFound).as("%s later", later).isIn(false, later.compareTo(kept) < 0);
            }
        }
    }

    /** With Redis by the receipt, and without it by the core, whichever of the two it sees first. */
    @ParameterizedTest
    @ValueSource(strings = {"08:00", "22:59", "23:01", "23:59:59", "00:00", "00:30"})
    void retriesAreRecognizedAtEdgesWhoseClocksDiffer(String time) {
        Instant first = LocalDate.of(2026, 3, 14).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
        for (int minutes = -59; minutes <= 24 * 60 - 1; minutes++) {
            WriteIds used = writeIds(first, DAY, SECRET);
            WriteIds again = writeIds(first.plus(Duration.ofMinutes(minutes)), DAY, SECRET);
            assertThat(again.inOrder()).as("%d minutes later", minutes).contains(used.first());
            assertThat(isOneWriteForTheCore(used, again)).as("%d minutes later", minutes).isTrue();
        }
    }

    /** The clock of the edge of the first attempt was ahead, so the day had ended there. */
    @Test
    void aFirstUseOnTheNextDayIsFoundShortlyBeforeMidnight() {
        Instant midnight = Instant.parse("2026-03-15T00:00:00Z");
        EventId first = ids(midnight.plusSeconds(5), DAY, SECRET).getFirst();

        assertThat(ids(midnight.minusSeconds(5), DAY, SECRET)).contains(first).doesNotHaveDuplicates().hasSize(3);
        assertThat(ids(midnight.minusSeconds(5), DAY, SECRET).getFirst().day()).isBefore(first.day());
        assertThat(ids(midnight.minus(Duration.ofHours(2)), DAY, SECRET)).doesNotContain(first);
    }

    @Test
    void aReplacedSecretStillFindsEarlierWrites() {
        ReceiptKey other = new ReceiptKey("the new secret");
        EventId first = ids(NOW, DAY, SECRET).getFirst();

        assertThat(ids(NOW, DAY, other, SECRET)).contains(first).doesNotHaveDuplicates().hasSize(4);
        assertThat(ids(NOW, DAY, other, SECRET).getFirst()).isEqualTo(ids(NOW, DAY, other).getFirst())
                .isNotEqualTo(first);
    }
}

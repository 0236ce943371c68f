package dev.headrace.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SortKeyTest {

    private static final Comparator<String> AS_BYTES = (one, other) -> Arrays
            .compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    @Test
    void numbersSortByValue() {
        assertSorted(
                Stream.of("-1e300", "-20", "-3", "-0.5", "0", "1e-9", "0.5", "2", "10", "1e300").map(BigDecimal::new)
                        .map(SortKey::ofNumber).toList());
        assertThat(SortKey.ofNumber(new BigDecimal("-0.0"))).isEqualTo(SortKey.ofNumber(BigDecimal.ZERO));
    }

    @Test
    void momentsSortByTime() {
        assertSorted(Stream.of("0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z",
                "2026-11-22T10:00:00Z", "9999-12-31T23:59:59Z").map(Instant::parse).map(SortKey::ofInstant).toList());
    }

    @Test
    void textsSortWithoutRegardToCaseAndAccents() {
        assertSorted(Stream.of("", "Abend", "äcker", "Über", "usual", "zoo").map(SortKey::ofText).toList());
        assertThat(SortKey.ofText("ÉCLAIR\n")).isEqualTo("eclair");
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        String key = SortKey.ofText("雪".repeat(100));

        assertThat(key).isEqualTo("雪".repeat(32));
    }

    @Test
    void theIdIsFoundInAMember() {
        assertThat(ListPlace.idOf(ListPlace.member(SortKey.ofText("a\u0001b"), "id-1"))).isEqualTo("id-1");
    }

    private static void assertSorted(List<String> keys) {
        assertThat(keys).isSortedAccordingTo(AS_BYTES).doesNotHaveDuplicates();
    }
}

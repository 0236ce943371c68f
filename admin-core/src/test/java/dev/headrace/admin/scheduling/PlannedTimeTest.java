package dev.headrace.admin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.web.InvalidInputException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedTimeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
            "2026-12-24T08:00:00+01:00, , 2026-12-24T07:00:00Z, +01:00",
            "2026-12-24T08:00:00Z, , 2026-12-24T08:00:00Z, UTC",
            "2026-12-24T08:00, Europe/Berlin, 2026-12-24T07:00:00Z, Europe/Berlin",
            "2026-07-24T08:00, Europe/Berlin, 2026-07-24T06:00:00Z, Europe/Berlin",
            "2026-12-24T08:00:30.9, Asia/Kathmandu, 2026-12-24T02:15:30.900Z, Asia/Kathmandu",
            "2026-01-01T00:00:00.001Z, , 2026-01-01T00:00:00.001Z, UTC",
            "2036-01-01T00:00:00Z, , 2036-01-01T00:00:00Z, UTC",
            "2026-12-24T07:00:00Z, Europe/Berlin, 2026-12-24T07:00:00Z, Europe/Berlin",
            "2026-10-25T02:30:00+02:00, Europe/Berlin, 2026-10-25T00:30:00Z, Europe/Berlin",
    })
    void timesAreReadWithTheirOffsetOrInTheirZone(String at, @Nullable String zone, Instant expected,
            String expectedZone) {
        PlannedTime time = PlannedTime.parse(at, zone, NOW);

        assertThat(time.at()).isEqualTo(expected);
        assertThat(time.zone().getId()).isEqualTo(expectedZone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             |  | /at: is required
            '' | Europe/Berlin | /at: is required
            tomorrow | Europe/Berlin | /at: must be a date and time, such as 2026-12-24T08:00 or 2026-12-24T08:00:00+01:00
            2026-02-30T08:00 | Europe/Berlin | /at: must be a date and time, such as 2026-12-24T08:00 or 2026-12-24T08:00:00+01:00
            2026-12-24T08:00 |  | /zone: is required if the time has no offset
            2026-12-24T08:00 | Europe/Bonn | /zone: is not a known time zone, such as Europe/Berlin
            2026-03-29T02:30 | Europe/Berlin | /at: does not exist in Europe/Berlin, because clocks are put forward then
            2026-10-25T02:30 | Europe/Berlin | /at: occurs twice in Europe/Berlin, because clocks are put back then; add the offset +02:00 or +01:00
            2026-01-01T00:00:00Z |  | /at: must be in the future
            2036-01-01T00:00:01Z |  | /at: must be within ten years
            2026-12-24T08:00:00+05:00 | Europe/Berlin | /at: has another offset than Europe/Berlin, which is +01:00 then
            """)
    void otherTimesAreRejected(@Nullable String at, @Nullable String zone, String message) {
        assertThatThrownBy(() -> PlannedTime.parse(at, zone, NOW)).isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void formsHaveNoOffsets() {
        assertThatThrownBy(() -> PlannedTime.ofForm("2026-10-25T02:30", "Europe/Berlin", NOW)).hasMessage(
                "/at: occurs twice in Europe/Berlin, because clocks are put back then; choose UTC as the time zone");
    }

    @Test
    void extremeTimesAreRejected() {
        assertThatThrownBy(() -> PlannedTime.parse("+999999999-12-31T23:59:59Z", null, NOW))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> PlannedTime.parse("2026-12-24T08:00", "x".repeat(10_000), NOW))
                .isInstanceOf(InvalidInputException.class);
    }
}

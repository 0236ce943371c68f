package dev.headrace.admin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class SchedulingFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void positions() {
        Fuzz.of("schedule-positions").refusedWith(InvalidInputException.class).texts(text -> {
            ChangePosition position = ChangePosition.parse(text);
            assertThat(position.time().getYear()).isBetween(0, 9_999);
            assertThat(ChangePosition.parse(ChangePosition.text(position.time().toInstant(), position.id())))
                    .isEqualTo(position);
        });
    }

    /** A time and a zone, separated by a space. */
    @Test
    void times() {
        Fuzz.of("planned-times").refusedWith(InvalidInputException.class).texts(text -> {
            String[] parts = text.split(" ", 2);
            PlannedTime time = PlannedTime.parse(parts[0], parts.length == 1 ? null : parts[1], NOW);
            assertThat(time.at()).isAfter(NOW);
        });
    }
}

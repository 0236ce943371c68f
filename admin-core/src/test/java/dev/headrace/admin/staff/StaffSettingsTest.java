package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StaffSettingsTest {

    @Test
    void sessionsLastBetweenAMinuteAndThirtyDays() {
        assertThat(new StaffSettings(Duration.ofMinutes(1)).sessionTimeout()).hasMinutes(1);
        assertRefused(Duration.ofSeconds(59));
        assertRefused(Duration.ofDays(31));
    }

    private static void assertRefused(Duration timeout) {
        assertThatThrownBy(() -> new StaffSettings(timeout))
                .hasMessageStartingWith("HEADRACE_SESSION_TIMEOUT must be ");
    }
}

package dev.headrace.admin.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link EdgeStoreTest} covers invalid URLs. */
class EdgeSettingsTest {

    @Test
    void withoutAVariableTheDefaultHolds() {
        assertThat(Settings.defaults(EdgeSettings.class)).isEqualTo(new EdgeSettings("redis://127.0.0.1:6379"));
    }

    @Test
    void theVariableSetsTheUrlWhichIsNotShown() {
        EdgeSettings settings = Settings.with(EdgeSettings.class,
                Map.of("HEADRACE_REDIS_URL", "redis://:secret@redis:6379"));

        assertThat(settings.redisUrl()).isEqualTo("redis://:secret@redis:6379");
        assertThat(settings.toString()).doesNotContain("secret");
    }
}

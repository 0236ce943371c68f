package dev.headrace.admin.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link RedisStoreTest} covers invalid URLs. */
class RedisSettingsTest {

    @Test
    void withoutAVariableTheDefaultHolds() {
        assertThat(Settings.defaults(RedisSettings.class)).isEqualTo(new RedisSettings("redis://127.0.0.1:6379"));
    }

    @Test
    void theVariableSetsTheUrlWhichIsNotShown() {
        RedisSettings settings = Settings.with(RedisSettings.class,
                Map.of("HEADRACE_REDIS_URL", "redis://:secret@redis:6379"));

        assertThat(settings.url()).isEqualTo("redis://:secret@redis:6379");
        assertThat(settings.toString()).doesNotContain("secret");
    }
}

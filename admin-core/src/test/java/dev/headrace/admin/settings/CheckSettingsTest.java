package dev.headrace.admin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.AdminCore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class CheckSettingsTest {

    @Test
    void allInvalidSettingsAreReportedAtOnceByTheirVariables() {
        Map<String, Object> settings = new HashMap<>(Map.of("HEADRACE_TRASH_RETENTION", "banana",
                "HEADRACE_WORKERS", "0", "HEADRACE_WORKER_RETRY_PAUSE", "2m", "HEADRACE_JOBS_RETRIES", "",
                "HEADRACE_CORE_PORT", "http", "HEADRACE_CORE_MANAGEMENT_PORT", "70000",
                "HEADRACE_DATABASE_URL", "postgres://:secret@host/headrace", "HEADRACE_REDIS_URL", "secret",
                "HEADRACE_SECURE_COOKIES", "often", "HEADRACE_IMPORTS_MAX_SIZE", "big"));
        settings.putAll(Map.of("HEADRACE_ADMIN_EMAIL", "ada", "HEADRACE_CORE_HOST", "not a host",
                "HEADRACE_FORWARDED_HEADERS", "yes", "HEADRACE_DATABASE_CONNECTIONS", "many"));
        SpringApplication core = new SpringApplication(AdminCore.class);
        core.setDefaultProperties(settings);

        assertThatThrownBy(core::run).isInstanceOf(InvalidSettingsException.class).hasMessageContainingAll(
                settings.keySet().toArray(String[]::new)).hasMessageContainingAll(
                        "HEADRACE_TRASH_RETENTION must be a duration such as 500ms, 30s, 5m, 2h or 7d, not 'banana'",
                        "HEADRACE_WORKERS must be between 1 and 64, not 0",
                        "HEADRACE_JOBS_RETRIES must be an integer, not ''",
                        "HEADRACE_CORE_MANAGEMENT_PORT must be between 0 and 65535, not 70000")
                .hasMessageNotContaining("secret");
    }

    @Test
    void unknownNamesAreReported() {
        Set<String> known = Set.of("HEADRACE_WORKERS", "HEADRACE_JOBS_RETRIES", "HEADRACE_EDGE_URL");

        assertThat(CheckSettings.unknown(Set.of("HEADRACE_JOBS_RETRYS", "HEADRACE_NOSUCH", "HEADRACE_EDGE_PORT",
                "HEADRACE_JWT_ISSUER", "HEADRACE_WORKERS", "HEADRACE_EDGE_URL", "PATH"), known))
                .isEqualTo(List.of(
                        "HEADRACE_JOBS_RETRYS is not a setting of the core, and is ignored",
                        "HEADRACE_NOSUCH is not a setting of the core, and is ignored"));
    }
}

package dev.headrace.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Health names the server that is unavailable; staff can work without Redis and the queue. */
class HealthIT {

    /** The failure of a job's heartbeat is shown for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    private static Answer management(String path) {
        return core.send(HttpRequest.newBuilder(core.managementUrl(path)).build());
    }

    private static void assertProblem(String component, String sentence) {
        Eventually.passes("health names it", () -> {
            Answer health = management("/health");
            assertThat(health.status()).as(health.text()).isEqualTo(503);
            assertThat(health.json().at("/components/" + component + "/details/problem").asString())
                    .startsWith(sentence);
        });
        assertThat(management("/readyz").status()).isEqualTo(200);
    }

    private static void assertHealthy() {
        Eventually.passes("the core is healthy", PATIENCE, () -> {
            Answer health = management("/health");
            assertThat(health.status()).as(health.text()).isEqualTo(200);
        });
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableQueueIsNamed() {
        assertHealthy();
        Backends.queue().kill();
        try {
            assertProblem("queue", "The queue 'headrace");
        } finally {
            Backends.queue().start();
        }
        assertHealthy();
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableDatabaseIsNamed() {
        assertHealthy();
        Backends.postgres().kill();
        try {
            Eventually.passes("health names it", () -> {
                Answer health = management("/health");
                assertThat(health.status()).as(health.text()).isEqualTo(503);
                assertThat(health.json().at("/components/db/status").asString()).isEqualTo("DOWN");
                assertThat(health.json().at("/components/queue").isObject()).isTrue();
                assertThat(health.json().at("/components/redis/status").asString()).isEqualTo("UP");
            });
        } finally {
            Backends.postgres().start();
        }
        assertHealthy();
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableRedisIsNamed() {
        assertHealthy();
        Backends.redis().kill();
        try {
            assertProblem("redis", "Redis is unavailable: ");
        } finally {
            Backends.redis().start();
        }
        assertHealthy();
    }
}

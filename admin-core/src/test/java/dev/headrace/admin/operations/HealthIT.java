package dev.headrace.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Health names the server that is unavailable; staff can work without Redis and the queue. */
class HealthIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        // The loops of jobs work again within twice this time.
        core = CoreUnderTest.start(Map.of("headrace.jobs.heartbeat-interval", "1s"));
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

    private static void assertUp(String component) {
        Eventually.passes("it is up", () -> {
            Answer health = management("/health");
            assertThat(health.json().at("/components/" + component + "/status").asString()).as(health.text())
                    .isEqualTo("UP");
        });
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableQueueIsNamed() {
        assertUp("queue");
        Backends.queue().kill();
        try {
            assertProblem("queue", "The queue 'headrace");
        } finally {
            Backends.queue().start();
        }
        assertUp("queue");
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableDatabaseIsNamed() {
        assertUp("db");
        Backends.postgres().kill();
        try {
            // One component waits for a connection, and jobs fail only after they have waited, too.
            Eventually.passes("health names it", Duration.ofMinutes(2), () -> {
                Answer health = management("/health");
                assertThat(health.status()).as(health.text()).isEqualTo(503);
                assertThat(health.json().at("/components/db/details/problem").asString())
                        .startsWith("The database is unavailable: ");
                for (String reader : List.of("schedule", "unfinishedJobs")) {
                    assertThat(health.json().at("/components/" + reader + "/details/problem").asString())
                            .isEqualTo("The database is unavailable.");
                }
                assertThat(health.json().at("/components/jobs/status").asString()).isEqualTo("DOWN");
                assertThat(health.json().at("/components/queue").isObject()).isTrue();
                assertThat(health.json().at("/components/redis/status").asString()).isEqualTo("UP");
            });
        } finally {
            Backends.postgres().start();
        }
        assertUp("db");
        assertUp("jobs");
    }

    @Test
    @Tag("ends-servers")
    void anUnavailableRedisIsNamed() {
        assertUp("redis");
        Backends.redis().kill();
        try {
            assertProblem("redis", "Redis is unavailable: ");
        } finally {
            Backends.redis().start();
        }
        assertUp("redis");
    }
}

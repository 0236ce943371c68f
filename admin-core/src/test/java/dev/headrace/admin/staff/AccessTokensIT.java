package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccessTokensIT {

    @Test
    void concurrentFirstUsesOfATokenNeedOneConnectionEach() {
        try (CoreUnderTest core = CoreUnderTest.start(Map.of("HEADRACE_DATABASE_CONNECTIONS", 4));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            JdbcClient jdbc = core.bean(JdbcClient.class);
            jdbc.sql("update access_token set last_used_at = null").update();

            assertThat(Stream.generate(() -> CompletableFuture.supplyAsync(() -> core.get("/api/types").status(),
                    callers)).limit(40).toList().stream().map(CompletableFuture::join)).containsOnly(200);

            assertThat(jdbc.sql("select last_used_at is not null from access_token").query(Boolean.class).single())
                    .isTrue();
        }
    }
}

package dev.headrace.edge.interact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.http.ProblemException;
import dev.headrace.model.Partition;
import dev.headrace.model.ReceiptKey;
import dev.headrace.testkit.fuzz.Fuzz;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class IdempotencyKeyFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-14T08:00:00Z");

    @Test
    void keys() {
        Fuzz.of("idempotency-keys").refusedWith(ProblemException.class).texts(header -> {
            IdempotencyKey key = IdempotencyKey.of(header, NOW, Duration.ofHours(24)).orElseThrow();
            assertThat(key.receiptAge()).isGreaterThanOrEqualTo(Duration.ofHours(24));
            assertThat(key.ids(List.of(new ReceiptKey("a-secret-of-sufficient-length-for-tests")), "anna", "PUT /",
                    new Partition(1)).inOrder())
                    .allMatch(id -> id.partition().number() == 1);
        });
    }
}

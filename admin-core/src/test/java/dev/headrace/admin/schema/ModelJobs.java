package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The jobs of model changes in a core under test. */
record ModelJobs(CoreUnderTest core) {

    /** A step of a test. */
    interface Work {
        String run();
    }

    /** Runs a step while the entry is locked: a job that reaches it times out waiting for the lock, and is retried. */
    String whileLocked(String entry, Work work) {
        AtomicReference<String> result = new AtomicReference<>();
        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            core.bean(JdbcClient.class).sql("select 1 from entry where id = :id::uuid for update").param("id", entry)
                    .query().singleRow();
            result.set(work.run());
        });
        return Objects.requireNonNull(result.get());
    }

    /** The id of the job that a change has started. */
    static String job(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 202);
        assertThat(answer.json().has("job")).as(answer.text()).isTrue();
        return answer.json().path("job").stringValue();
    }

    /** The job once it has succeeded. */
    JsonNode awaitEnd(String job) {
        Eventually.holds("the job has succeeded", Duration.ofMinutes(1),
                () -> core.get("/api/jobs/" + job).json().path("state").stringValue().equals("succeeded"));
        return core.get("/api/jobs/" + job).json();
    }
}

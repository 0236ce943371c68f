package dev.headrace.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs of jobs on a single core: progress, failures and checkpoints. */
class JobsIT {

    private static CoreUnderTest core;

    private JobCores cores;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void open() {
        cores = new JobCores(core);
    }

    @AfterEach
    void close() {
        cores.close();
    }

    @Test
    void aJobRunsWithItsPayloadAndReportsProgressAndAResult() {
        JobHandler<String> handler = JobCores.handler((payload, run) -> {
            run.total(3);
            run.advance(2);
            run.advance(1);
            run.result(number("length", payload.length()));
        });
        cores.add(JobCores.FAST, handler);

        UUID id = cores.start(handler, "seven77");

        Job job = cores.await(id, State.succeeded);
        assertThat(job.done()).isEqualTo(3);
        assertThat(job.total()).isEqualTo(3);
        assertThat(job.percent()).isEqualTo(100);
        assertThat(job.result()).isEqualTo(number("length", 7));
        assertThat(job.startedAt()).isNotNull();
        assertThat(job.finishedAt()).isNotNull();
        assertThat(job.error()).isNull();
        cores.awaitEmptySchedule(handler);
        assertThat(core.bean(ActivityLog.class).ofSubject(new Subject("job", id.toString()), 10, Actor.system()))
                .extracting(activity -> activity.action()).containsExactly("job.start");
    }

    @Test
    void progressIsVisibleWhileAJobRuns() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            run.total(10);
            run.advance(4);
            run.fail("b.md", "has no title");
            while (looked.getCount() > 0) {
                run.checkCancelled();
                Thread.sleep(5);
            }
        });
        cores.add(JobCores.FAST, handler);

        UUID id = cores.start(handler, "");

        Eventually.holds("its progress is visible", () -> cores.job(id).done() == 4 && cores.job(id).failures() == 1);
        assertThat(cores.job(id).state()).isEqualTo(State.running);
        assertThat(cores.failures(id)).containsExactly(new JobFailure("b.md", "has no title"));
        looked.countDown();
        cores.await(id, State.succeeded);
    }

    @Test
    void failuresBeyondAThousandAreOnlyCounted() {
        JobHandler<String> handler = JobCores.handler((_, run) -> IntStream.rangeClosed(1, 1_203)
                .forEach(i -> run.fail("item " + i, "x".repeat(5_000) + "\0")));
        cores.add(JobCores.FAST, handler);

        UUID id = cores.start(handler, "");

        assertThat(cores.await(id, State.succeeded).failures()).isEqualTo(1_203);
        List<JobFailure> failures = cores.failures(id);
        assertThat(failures).hasSize(1_000);
        assertThat(failures.getFirst().item()).isEqualTo("item 1");
        assertThat(failures.getLast().item()).isEqualTo("item 1000");
        assertThat(failures.getFirst().message()).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void anExceptionFailsTheJobWithItsMessage() {
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            run.advance(1);
            throw new IllegalStateException("the file ends too early");
        });
        cores.add(JobCores.FAST, handler);

        Job job = cores.await(cores.start(handler, ""), State.failed);

        assertThat(job.error()).isEqualTo("the file ends too early");
        assertThat(job.done()).isEqualTo(1);
        cores.awaitEmptySchedule(handler);
    }

    @Test
    void duplicateHandlersOfAKindAreRejected() {
        JobHandler<String> handler = JobCores.handler((_, _) -> {});

        assertThatThrownBy(() -> cores.add(JobCores.FAST, handler, handler)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(handler.kind());
    }

    @Test
    void aJobWithAnInvalidPayloadFails() {
        JobHandler<String> handler = JobCores.handler((_, _) -> {});
        cores.add(JobCores.FAST, handler);

        assertThat(cores.await(cores.start(handler, Map.of("a", 1)), State.failed).error())
                .contains("cannot read what the job was started with");
    }

    @Test
    void aTransientFailureIsRetriedFromTheCheckpoint() {
        AtomicInteger runs = new AtomicInteger();
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            int number = runs.incrementAndGet();
            if (number == 1) {
                run.fail("one", "kept");
                run.advance(10);
                run.checkpoint(number("next", 10));
                run.fail("two", "not kept");
                run.advance(5);
                run.checkCancelled();
                throw new IllegalStateException("wrapped", new IOException("connection reset"));
            }
            assertThat(run.checkpoint()).contains(number("next", 10));
            run.advance(90);
        });
        cores.add(JobCores.FAST, handler);

        UUID id = cores.start(handler, "");

        Job job = cores.await(id, State.succeeded);
        assertThat(runs).hasValue(2);
        assertThat(job.done()).isEqualTo(100);
        assertThat(job.failures()).isEqualTo(1);
        assertThat(cores.failures(id)).containsExactly(new JobFailure("one", "kept"));
        assertThat(job.error()).isNull();
    }

    @Test
    void aPersistentFailureFailsTheJobAfterTheLastRetry() {
        AtomicInteger runs = new AtomicInteger();
        JobHandler<String> handler = JobCores.handler((_, _) -> {
            runs.incrementAndGet();
            throw new IOException("connection refused");
        });
        cores.add(JobCores.FAST, handler);

        Job job = cores.await(cores.start(handler, ""), State.failed);

        assertThat(job.error()).isEqualTo("connection refused");
        assertThat(runs).hasValue(1 + JobCores.FAST.retries());
    }

    @Test
    void rollbacksRevertProgressAndCheckpoint() {
        TransactionTemplate transactions = core.bean(TransactionTemplate.class);
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            transactions.executeWithoutResult(_ -> {
                run.advance(1);
                run.checkpoint(number("next", 1));
            });
            transactions.executeWithoutResult(transaction -> {
                run.advance(100);
                run.fail("x", "y");
                run.checkpoint(number("next", 101));
                transaction.setRollbackOnly();
            });
            assertThat(run.checkpoint()).contains(number("next", 1));
            run.advance(1);
        });
        cores.add(JobCores.FAST, handler);

        UUID id = cores.start(handler, "");

        Job job = cores.await(id, State.succeeded);
        assertThat(job.done()).isEqualTo(2);
        assertThat(job.failures()).isZero();
        assertThat(cores.failures(id)).isEmpty();
    }

    private static JsonNode number(String name, int value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}

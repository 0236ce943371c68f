package dev.headrace.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Jobs with several cores, stopped cores and an unavailable database. */
class JobTakeoverIT {

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
    void severalCoresRunEachJobOnce() {
        Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
        JobHandler<String> handler = JobCores.handler((payload, _) -> {
            runs.computeIfAbsent(payload, _ -> new AtomicInteger()).incrementAndGet();
            Thread.sleep(2);
        });
        cores.add(JobCores.FAST, handler);
        cores.add(JobCores.FAST, handler);
        cores.add(JobCores.FAST, handler);

        List<UUID> ids = IntStream.range(0, 100).mapToObj(i -> cores.start(handler, "job " + i)).toList();

        ids.forEach(id -> cores.await(id, State.succeeded));
        assertThat(runs).hasSize(100).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    @Test
    void aJobOfADeadCoreContinuesAndTheDeadRunCannotWrite() throws Exception {
        CountDownLatch checkpointWritten = new CountDownLatch(1);
        CyclicBarrier deadCoreReturns = new CyclicBarrier(2);
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            if (runs.incrementAndGet() == 1) {
                run.advance(3);
                run.checkpoint(number("next", 3));
                checkpointWritten.countDown();
                deadCoreReturns.await();
                try {
                    run.checkpoint(number("next", 1_000));
                } catch (JobLostException e) {
                    refusal.set(e);
                    throw e;
                }
            } else {
                deadCoreReturns.await();
                Eventually.holds("the dead core's write is rejected", () -> refusal.get() != null);
                assertThat(run.checkpoint()).contains(number("next", 3));
                run.advance(2);
            }
        });
        cores.add(JobCores.WITHOUT_HEARTBEAT, handler);
        UUID id = cores.start(handler, "");
        checkpointWritten.await();

        cores.add(JobCores.FAST_TAKEOVER, handler);

        Job job = cores.await(id, State.succeeded);
        assertThat(job.done()).isEqualTo(5);
        assertThat(runs).hasValue(2);
        cores.awaitEmptySchedule(handler);
    }

    @Test
    void aJobThatRepeatedlyKillsItsCoreFails() {
        JobHandler<String> handler = JobCores.handler((_, _) -> {});
        UUID id = cores.start(handler, "");
        core.bean(JdbcClient.class).sql("update job set state = 'running', retries = 3 where id = :id").param("id", id)
                .update();

        cores.add(JobCores.FAST, handler);

        assertThat(cores.await(id, State.failed).error()).startsWith("The core stopped 4 times");
    }

    @Test
    void aStoppingCoreHandsItsJobsOver() {
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            if (runs.incrementAndGet() == 1) {
                run.advance(1);
                run.checkpoint(number("next", 1));
                running.countDown();
                while (true) {
                    run.checkCancelled();
                    Thread.sleep(5);
                }
            }
            run.advance(1);
        });
        JobScheduler first = cores.add(JobCores.FAST, handler);
        UUID id = cores.start(handler, "");
        Eventually.holds("the job runs", () -> running.getCount() == 0);

        first.stop();

        assertThat(cores.job(id).state()).isEqualTo(State.waiting);
        cores.add(JobCores.FAST, handler);
        assertThat(cores.await(id, State.succeeded).done()).isEqualTo(2);
    }

    @Test
    @Tag("ends-servers")
    void aJobContinuesAfterTheDatabaseWasUnavailable() throws Exception {
        TransactionTemplate transactions = core.bean(TransactionTemplate.class);
        CountDownLatch halfway = new CountDownLatch(1);
        CountDownLatch unavailable = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            for (int next = run.checkpoint().map(at -> at.path("next").intValue()).orElse(0); next < 10; next++) {
                if (next == 5) {
                    halfway.countDown();
                    unavailable.await();
                }
                JsonNode after = number("next", next + 1);
                try {
                    transactions.executeWithoutResult(_ -> {
                        run.advance(1);
                        run.checkpoint(after);
                    });
                } catch (RuntimeException e) {
                    failed.countDown();
                    throw e;
                }
            }
        });
        cores.add(JobCores.FAST_TAKEOVER, handler);
        UUID id = cores.start(handler, "");
        halfway.await();

        Backends.postgres().kill();
        try {
            unavailable.countDown();
            assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            Backends.postgres().start();
        }

        Eventually.holds("the job ends", Duration.ofSeconds(60), () -> cores.job(id).state().ended());
        assertThat(cores.job(id).state()).isEqualTo(State.succeeded);
        assertThat(cores.job(id).done()).isEqualTo(10);
    }

    private static JsonNode number(String name, int value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}

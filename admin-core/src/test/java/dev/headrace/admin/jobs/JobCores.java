package dev.headrace.admin.jobs;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Actor;
import dev.headrace.testkit.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several schedulers over one database, running jobs of test handlers. */
final class JobCores implements AutoCloseable {

    /** Polls often, with leases that do not expire on a slow machine. */
    static final JobSettings FAST = settings(2, Duration.ofSeconds(10));

    static final JobSettings ONE_AT_A_TIME = settings(1, Duration.ofSeconds(10));

    /** Takes over from dead cores after two seconds. */
    static final JobSettings FAST_TAKEOVER = settings(2, Duration.ofMillis(500));

    /** Renews no leases, so that its core seems dead. */
    static final JobSettings WITHOUT_HEARTBEAT = settings(2, Duration.ofHours(1));

    private final CoreUnderTest core;
    private final List<JobScheduler> schedulers = new ArrayList<>();

    private static JobSettings settings(int concurrency, Duration heartbeatInterval) {
        return new JobSettings(concurrency, Duration.ofMillis(50), heartbeatInterval, 4, Duration.ofMillis(1), 3,
                Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofDays(30));
    }

    JobCores(CoreUnderTest core) {
        this.core = core;
    }

    /** A handler with a string payload and a unique kind. */
    static JobHandler<String> handler(Work work) {
        String kind = "test-" + UUID.randomUUID();
        return new JobHandler<>() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Class<String> payload() {
                return String.class;
            }

            @Override
            public void run(String payload, JobRun run) throws Exception {
                work.run(payload, run);
            }
        };
    }

    /** The work of a handler. */
    @FunctionalInterface
    interface Work {
        void run(String payload, JobRun run) throws Exception;
    }

    JobScheduler add(JobSettings settings, JobHandler<?>... handlers) {
        JobScheduler scheduler = new JobScheduler(core.bean(DataSource.class), () -> Stream.of(handlers),
                core.bean(ExecuteJob.class), new JobHealth(Clock.systemUTC()), settings);
        schedulers.add(scheduler);
        scheduler.start();
        return scheduler;
    }

    UUID start(JobHandler<?> handler, Object payload) {
        return start(handler, payload, Priority.normal, Instant.now());
    }

    UUID start(JobHandler<?> handler, Object payload, Priority priority, Instant due) {
        return core.bean(Jobs.class).start(
                JobRequest.of(handler.kind(), payload, Actor.system()).priority(priority).due(due));
    }

    Job job(UUID id) {
        return core.bean(JobLists.class).get(id, Actor.system());
    }

    List<JobFailure> failures(UUID id) {
        return core.bean(JobLists.class).failures(job(id), 2_000);
    }

    Job await(UUID id, Job.State state) {
        Eventually.holds("the job is " + state, () -> job(id).state() == state);
        return job(id);
    }

    void awaitEmptySchedule(JobHandler<?> handler) {
        Eventually.holds("the schedule is empty", () -> core.bean(JdbcClient.class)
                .sql("select count(*) from scheduled_tasks where task_name = :kind").param("kind", handler.kind())
                .query(Long.class).single() == 0);
    }

    @Override
    public void close() {
        schedulers.forEach(JobScheduler::stop);
    }
}

package dev.headrace.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.testkit.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** When jobs run and for whom: due times, priorities, cancellation and retention. */
class JobSchedulingIT {

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
    void aRunningJobIsCancelledAtItsNextCheck() {
        CountDownLatch running = new CountDownLatch(1);
        JobHandler<String> handler = JobCores.handler((_, run) -> {
            running.countDown();
            while (true) {
                run.checkCancelled();
                run.advance(1);
                Thread.sleep(5);
            }
        });
        cores.add(JobCores.FAST, handler);
        UUID id = cores.start(handler, "");
        Eventually.holds("the job runs", () -> running.getCount() == 0);

        core.bean(Jobs.class).cancel(id, Actor.system());

        Job job = cores.await(id, State.cancelled);
        assertThat(job.done()).isPositive();
        assertThatThrownBy(() -> core.bean(Jobs.class).cancel(id, Actor.system())).isInstanceOf(RefusedException.class)
                .hasMessage("The job has ended.");
        cores.awaitEmptySchedule(handler);
    }

    @Test
    void aWaitingJobIsCancelledAtOnceAndNeverRuns() {
        JobHandler<String> handler = JobCores.handler((_, _) -> {});
        cores.add(JobCores.FAST, handler);
        UUID id = cores.start(handler, "", Priority.normal, Instant.now().plus(Duration.ofDays(1)));

        core.bean(Jobs.class).cancel(id, Actor.system());

        assertThat(cores.job(id).state()).isEqualTo(State.cancelled);
        assertThat(cores.job(id).startedAt()).isNull();
        cores.awaitEmptySchedule(handler);
    }

    @Test
    void aJobWaitsUntilItIsDue() {
        List<String> order = new CopyOnWriteArrayList<>();
        JobHandler<String> handler = JobCores.handler((payload, _) -> order.add(payload));
        cores.add(JobCores.ONE_AT_A_TIME, handler);

        UUID later = cores.start(handler, "later", Priority.normal, Instant.now().plus(Duration.ofDays(1)));
        cores.await(cores.start(handler, "now"), State.succeeded);
        assertThat(cores.job(later).state()).isEqualTo(State.waiting);
        core.bean(JdbcClient.class)
                .sql("update scheduled_tasks set execution_time = now() where task_instance = :id")
                .param("id", later.toString()).update();

        cores.await(later, State.succeeded);
        assertThat(order).containsExactly("now", "later");
    }

    @Test
    void dueJobsRunInOrderOfPriority() {
        List<String> order = new CopyOnWriteArrayList<>();
        JobHandler<String> handler = JobCores.handler((payload, _) -> order.add(payload));
        Instant due = Instant.now().minusSeconds(60);
        List<UUID> ids = List.of(cores.start(handler, "low", Priority.low, due),
                cores.start(handler, "normal 2", Priority.normal, due.plusSeconds(1)),
                cores.start(handler, "normal 1", Priority.normal, due));

        cores.add(JobCores.ONE_AT_A_TIME, handler);

        ids.forEach(id -> cores.await(id, State.succeeded));
        assertThat(order).containsExactly("normal 1", "normal 2", "low");
    }

    @Test
    void aRolledBackTransactionStartsNoJob() {
        JobHandler<String> handler = JobCores.handler((_, _) -> {});
        AtomicReference<UUID> id = new AtomicReference<>();

        core.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            id.set(cores.start(handler, ""));
            transaction.setRollbackOnly();
        });

        assertThatThrownBy(() -> cores.job(Objects.requireNonNull(id.get()))).hasMessageContaining("There is no job");
        cores.awaitEmptySchedule(handler);
    }

    @Test
    void jobsRunWithTheCurrentRole() {
        String email = UUID.randomUUID() + "@example.org";
        JdbcClient jdbc = core.bean(JdbcClient.class);
        UUID person = jdbc.sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                values (gen_random_uuid(), :email, 'P', '', 'administrator', now()) returning id""")
                .param("email", email).query(UUID.class).single();
        Actor administrator = new Actor(Actor.Kind.staff, person, email, Role.administrator);
        AtomicReference<Actor> actor = new AtomicReference<>();
        JobHandler<String> handler = JobCores.handler((_, run) -> actor.set(run.actor()));
        UUID first = core.bean(Jobs.class).start(JobRequest.of(handler.kind(), "", administrator));
        jdbc.sql("update staff set role = 'editor' where id = :id").param("id", person).update();

        cores.add(JobCores.FAST, handler);

        cores.await(first, State.succeeded);
        assertThat(actor.get()).isEqualTo(new Actor(Actor.Kind.job, first, email, Role.editor));

        jdbc.sql("delete from staff where id = :id").param("id", person).update();
        UUID second = core.bean(Jobs.class).start(JobRequest.of(handler.kind(), "", administrator));
        assertThat(cores.await(second, State.failed).error()).contains("no longer exists");
    }

    @Test
    void jobsStartedByJobsActForTheSamePerson() {
        AtomicReference<UUID> child = new AtomicReference<>();
        JobHandler<String> inner = JobCores.handler((_, _) -> {});
        JobHandler<String> outer = JobCores.handler((_, run) -> child
                .set(core.bean(Jobs.class).start(JobRequest.of(inner.kind(), "", run.actor()))));
        cores.add(JobCores.FAST, outer, inner);

        cores.await(cores.start(outer, ""), State.succeeded);

        assertThat(cores.await(Objects.requireNonNull(child.get()), State.succeeded).requestedBy()).isEqualTo("system");
    }

    @Test
    void endedJobsAreDeletedAfterTheRetention() {
        JobHandler<String> handler = JobCores.handler((_, run) -> run.fail("a", "b"));
        cores.add(JobCores.FAST, handler);
        UUID old = cores.start(handler, "");
        UUID recent = cores.start(handler, "");
        cores.await(old, State.succeeded);
        cores.await(recent, State.succeeded);
        core.bean(JdbcClient.class).sql("update job set finished_at = now() - interval '31 days' where id = :id")
                .param("id", old).update();

        UUID unfinished = cores.start(handler, "");
        cores.await(unfinished, State.succeeded);
        core.bean(JdbcClient.class).sql("""
                update job set finished_at = now() - interval '31 days', state = 'failed', kind = 'model-change'
                where id = :id""").param("id", unfinished).update();

        long deleted = new JobCleanup(core.bean(JdbcClient.class), core.bean(JobScheduler.class), JobCores.FAST,
                Clock.systemUTC()).deleteExpired();

        assertThat(deleted).isEqualTo(1);
        assertThat(cores.job(unfinished).state()).as("it can still be retried").isEqualTo(State.failed);
        assertThat(cores.job(recent).state()).isEqualTo(State.succeeded);
        assertThatThrownBy(() -> cores.job(old)).hasMessageContaining("There is no job");
    }
}

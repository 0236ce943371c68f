package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RequestId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Starts, cancels and retries jobs. */
@Service
public class Jobs {

    private static final int MAX_PAYLOAD = 1024 * 1024;
    private static final String START = Sql.load(Jobs.class, "start.sql");
    private static final String CANCEL = Sql.load(Jobs.class, "cancel.sql");
    private static final String RETRY = Sql.load(Jobs.class, "retry.sql");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final JobScheduler scheduler;
    private final JobLists lists;
    private final ActivityLog activity;
    private final Clock clock;

    Jobs(JdbcClient jdbc, JsonMapper json, JobScheduler scheduler, JobLists lists, ActivityLog activity, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.scheduler = scheduler;
        this.lists = lists;
        this.activity = activity;
        this.clock = clock;
    }

    /** The person or token that a job acts for, also if started by another job on their behalf. */
    private record Requester(String kind, UUID id) {

        static Requester of(Actor actor) {
            return new Requester(actor.kind().name(), actor.id());
        }
    }

    /**
     * Starts a job as soon as the caller's transaction has committed and the job is due. The caller checks the
     * permission.
     *
     * @return the job's id
     * @throws RefusedException if it must be alone, and a job of its kind is waiting or running
     */
    @Transactional
    public UUID start(JobRequest request) {
        String payload = json.writeValueAsString(request.payload());
        if (payload.length() > MAX_PAYLOAD) {
            throw new IllegalArgumentException("The payload of a job must not exceed 1 MiB of JSON.");
        }
        if (request.alone()) {
            rejectOthers(request.kind());
        }
        Instant now = clock.instant();
        Instant due = Objects.requireNonNullElse(request.due(), now);
        insert(request, payload, due, now);
        scheduler.schedule(request.id(), request.kind(), request.priority(), due);
        activity.record(request.startedBy(), JobActions.START, JobActions.subject(request.id(), request.kind()), null,
                JsonNodeFactory.instance.objectNode().put("kind", request.kind()));
        return request.id();
    }

    private void rejectOthers(String kind) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('job of the kind ' || :kind))").param("kind", kind).query()
                .singleRow();
        jdbc.sql("select id from job where kind = :kind and state in ('waiting', 'running') limit 1")
                .param("kind", kind).query(UUID.class).optional().ifPresent(id -> {
                    throw new RefusedException("A job '" + kind + "' already exists: " + id + ".");
                });
    }

    private void insert(JobRequest request, String payload, Instant due, Instant now) {
        Requester requester = requester(request.asSystem() ? Actor.system() : request.startedBy());
        jdbc.sql(START).param("id", request.id()).param("kind", request.kind()).param("about", request.about())
                .param("payload", payload).param("priority", request.priority().rank())
                .param("due", Timestamp.from(due)).param("requestedKind", requester.kind())
                .param("requestedId", requester.id()).param("requestedName", request.startedBy().name())
                .param("request", RequestId.current()).param("now", Timestamp.from(now)).update();
    }

    /**
     * Cancels a job: a waiting one at once, a running one at its handler's next check. People may cancel their own
     * jobs.
     *
     * @throws NotFoundException if there is no such job, or the actor may not see it
     * @throws RefusedException if the job has ended, or must finish
     */
    @Transactional
    public void cancel(UUID id, Actor actor) {
        Job job = change(id, actor);
        if (mustFinish(job)) {
            throw new RefusedException(
                    "A job '" + job.kind() + "' cannot be cancelled, because its work would remain incomplete.");
        }
        State state = jdbc.sql(CANCEL).param("id", id).param("now", Timestamp.from(clock.instant())).query(String.class)
                .optional().map(State::valueOf).orElseThrow(() -> new RefusedException("The job has ended."));
        if (state == State.cancelled) {
            jdbc.sql("delete from scheduled_tasks where task_name = :kind and task_instance = :id and not picked")
                    .param("kind", job.kind()).param("id", id.toString()).update();
        }
        activity.record(actor, JobActions.CANCEL, JobActions.subject(id, job.kind()), null, null);
    }

    /**
     * Retries a failed job from its last checkpoint.
     *
     * @throws NotFoundException if there is no such job, or the actor may not see it
     * @throws RefusedException if the job has not failed, or is of a kind that cannot be retried
     */
    @Transactional
    public void retry(UUID id, Actor actor) {
        Job job = change(id, actor);
        if (!mustFinish(job)) {
            throw new RefusedException("A job '" + job.kind() + "' cannot be retried; start a new one.");
        }
        Instant now = clock.instant();
        if (jdbc.sql(RETRY).param("id", id).param("now", Timestamp.from(now)).update() == 0) {
            throw new RefusedException("The job has not failed.");
        }
        if (!scheduler.schedule(id, job.kind(), job.priority(), now)) {
            throw new RefusedException("The job's last run is still ending. Try again shortly.");
        }
        activity.record(actor, JobActions.RETRY, JobActions.subject(id, job.kind()), null, null);
    }

    /** The kinds of jobs. */
    List<String> kinds() {
        return scheduler.kinds();
    }

    /** Whether a job must finish, see {@link JobHandler#mustFinish}. */
    boolean mustFinish(Job job) {
        return scheduler.mustFinish().contains(job.kind());
    }

    private Job change(UUID id, Actor actor) {
        Job job = lists.get(id, actor);
        if (!job.requestedBy().equals(actor.name())) {
            actor.require(Permission.runJobs);
        }
        return job;
    }

    private Requester requester(Actor actor) {
        return actor.kind() != Actor.Kind.job
                ? Requester.of(actor)
                : jdbc.sql("select requested_kind, requested_id from job where id = :id").param("id", actor.id())
                        .query((row, _) -> new Requester(row.getString("requested_kind"),
                                row.getObject("requested_id", UUID.class)))
                        .single();
    }
}

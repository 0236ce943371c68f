package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.admin.web.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads jobs. Editors see the jobs that they started; administrators see all. */
@Component
public class JobLists {

    private static final String SELECT = """
            select id, kind, about, state, priority, due_at, total, done, failures, result, error, cancel_requested,
                requested_name, created_at, started_at, finished_at, updated_at
            from job where (:all or requested_name = :name)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobLists(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws NotFoundException if there is no such job, or the actor may not see it */
    public Job get(UUID id, Actor actor) {
        return visible(SELECT + " and id = :id", actor).param("id", id).query(this::job).optional()
                .orElseThrow(() -> new NotFoundException("There is no job with the id " + id + "."));
    }

    /**
     * Selects jobs; null matches everything.
     *
     * @param before only jobs that are older than this one; null for the first page
     */
    public record Filter(@Nullable String kind, @Nullable State state, @Nullable UUID before) {}

    /** The newest jobs first. */
    public List<Job> newest(Actor actor, Filter filter, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        append(sql, filter.kind, " and kind = :kind");
        append(sql, filter.state, " and state = :state");
        append(sql, filter.before, " and id < :before");
        return visible(sql.append(" order by id desc limit :limit").toString(), actor).param("kind", filter.kind)
                .param("state", filter.state == null ? null : filter.state.name()).param("before", filter.before)
                .param("limit", limit).query(this::job).list();
    }

    private static void append(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    /** The stored failures of a job, oldest first. */
    public List<JobFailure> failures(Job job, int limit) {
        return jdbc.sql("select item, message from job_failure where job_id = :id order by number limit :limit")
                .param("id", job.id()).param("limit", limit).query(JobFailure.class).list();
    }

    /** Number of running jobs that the actor may see. */
    public long running(Actor actor) {
        return visible("select count(*) from job where state = 'running' and (:all or requested_name = :name)", actor)
                .query(Long.class).single();
    }

    private JdbcClient.StatementSpec visible(String sql, Actor actor) {
        return jdbc.sql(sql).param("all", actor.may(Permission.viewOperations)).param("name", actor.name());
    }

    private Job job(ResultSet row, int number) throws SQLException {
        String result = row.getString("result");
        return new Job(row.getObject("id", UUID.class), row.getString("kind"),
                row.getString("about"), State.valueOf(row.getString("state")),
                Priority.of(row.getInt("priority")), time(row, "due_at"), row.getObject("total", Long.class),
                row.getLong("done"), row.getLong("failures"), result == null ? null : json.readTree(result),
                row.getString("error"), row.getBoolean("cancel_requested"), row.getString("requested_name"),
                time(row, "created_at"), optionalTime(row, "started_at"), optionalTime(row, "finished_at"),
                time(row, "updated_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

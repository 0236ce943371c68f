package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the state of runs. A write of a superseded run throws {@link JobLostException}. */
@Component
class JobRuns {

    private static final String CLAIM = Sql.load(JobRuns.class, "claim.sql");
    private static final String SAVE_PROGRESS = Sql.load(JobRuns.class, "save_progress.sql");
    private static final String SAVE_CHECKPOINT = Sql.load(JobRuns.class, "save_checkpoint.sql");
    private static final String SAVE_FAILURES = Sql.load(JobRuns.class, "save_failures.sql");
    private static final String FINISH = Sql.load(JobRuns.class, "finish.sql");
    private static final String RELEASE = Sql.load(JobRuns.class, "release.sql");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    JobRuns(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Starts a run from the job's last checkpoint; empty if the job has ended or been deleted. */
    @Transactional
    public Optional<Claim> claim(UUID id) {
        Optional<Claim> claim = jdbc.sql(CLAIM).param("id", id).param("now", now()).query(this::read).optional();
        claim.ifPresent(claimed -> jdbc
                .sql("delete from job_failure where job_id = :id and number > :kept").param("id", id)
                .param("kept", claimed.progress().failures()).update());
        return claim;
    }

    /**
     * Saves the progress of a run; joins the caller's transaction.
     *
     * @param checkpoint null to keep the last one
     * @return whether the job was cancelled
     */
    @Transactional
    public boolean save(Claim claim, Progress progress, @Nullable JsonNode checkpoint) {
        StatementSpec update = jdbc.sql(checkpoint == null ? SAVE_PROGRESS : SAVE_CHECKPOINT)
                .param("total", progress.total()).param("done", progress.done()).param("failures", progress.failures())
                .param("result", text(progress.result()));
        if (checkpoint != null) {
            update.param("checkpoint", text(checkpoint));
        }
        boolean cancelRequested = run(update, claim).query(Boolean.class).optional().orElseThrow(JobLostException::new);
        saveFailures(claim.id(), progress);
        return cancelRequested;
    }

    /** Whether the job was cancelled. */
    boolean cancelRequested(Claim claim) {
        return jdbc.sql("select cancel_requested from job where id = :id and run = :run").param("id", claim.id())
                .param("run", claim.run()).query(Boolean.class).optional().orElseThrow(JobLostException::new);
    }

    /** Ends the job. */
    @Transactional
    public void finish(Claim claim, Job.State state, @Nullable String error, Progress progress) {
        save(claim, progress, null);
        requireCurrentRun(run(jdbc.sql(FINISH), claim).param("state", state.name()).param("error", error).update());
    }

    /** Ends the run; the job continues from its checkpoint when it is due. */
    @Transactional
    public void release(Claim claim, Instant due, int retries, @Nullable String error) {
        requireCurrentRun(run(jdbc.sql(RELEASE), claim).param("error", error).param("retries", retries)
                .param("due", Timestamp.from(due)).update());
    }

    private void saveFailures(UUID id, Progress progress) {
        List<JobFailure> unsaved = progress.unsaved();
        if (!unsaved.isEmpty()) {
            long before = Math.min(progress.failures(), Progress.MAX_FAILURES) - unsaved.size();
            jdbc.sql(SAVE_FAILURES).param("id", id).param("before", before)
                    .param("items", unsaved.stream().map(JobFailure::item).toArray(String[]::new))
                    .param("messages", unsaved.stream().map(JobFailure::message).toArray(String[]::new)).update();
        }
    }

    private StatementSpec run(StatementSpec statement, Claim claim) {
        return statement.param("id", claim.id()).param("run", claim.run()).param("now", now());
    }

    private static void requireCurrentRun(int updated) {
        if (updated == 0) {
            throw new JobLostException();
        }
    }

    private Claim read(ResultSet row, int number) throws SQLException {
        Progress progress = new Progress(row.getObject("total", Long.class), row.getLong("done"),
                row.getLong("failures"), List.of(), tree(row.getString("result")));
        return new Claim(row.getObject("id", UUID.class), row.getInt("run"), row.getInt("retries"),
                json.readTree(row.getString("payload")), Actor.Kind.valueOf(row.getString("requested_kind")),
                row.getObject("requested_id", UUID.class), row.getString("request_id"),
                row.getBoolean("cancel_requested"), tree(row.getString("checkpoint")), progress);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}

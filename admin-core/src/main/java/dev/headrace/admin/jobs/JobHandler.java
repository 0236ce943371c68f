package dev.headrace.admin.jobs;

/**
 * Does the work of one kind of job. A feature provides one as a bean for each kind.
 *
 * <p>A run can end at any moment, because the core stops or loses the database. The job then runs again, from its last
 * checkpoint, possibly on another core. So a handler works in batches: each batch is one transaction that also writes
 * the checkpoint ({@link JobRun#checkpoint(tools.jackson.databind.JsonNode)}), and {@link JobRun#checkCancelled()} is
 * called between batches.
 *
 * @param <P> what the job is about; stored as JSON
 */
public interface JobHandler<P> {

    /** Names the kind, such as {@code import}; it is stored, so it must not change. */
    String kind();

    Class<P> payload();

    /**
     * Runs the job, or continues it. The job succeeds when this returns. It fails with the message of an exception,
     * unless the exception is transient: then the job runs again later.
     */
    void run(P payload, JobRun run) throws Exception;

    /**
     * Whether its work must not stay half done: then nobody cancels the job, and if it failed, it can be run again from its
     * last checkpoint. Jobs of other kinds are started anew.
     */
    default boolean mustFinish() {
        return false;
    }

    /**
     * Whether a failure is likely to go away by itself. Unavailable databases, lost connections, timeouts and locks are
     * always transient; a handler can name further ones.
     */
    default boolean isTransient(Throwable failure) {
        return false;
    }
}

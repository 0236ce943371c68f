package dev.headrace.admin.jobs;

/**
 * Runs jobs of one kind. Features provide one bean for each kind.
 *
 * <p>A run can end at any moment, because the core stops or loses the database. The job then continues from its last
 * checkpoint, possibly on another core. So a handler works in batches: each batch is one transaction that also writes
 * the checkpoint ({@link JobRun#checkpoint(tools.jackson.databind.JsonNode)}), and {@link JobRun#checkCancelled()} is
 * called between batches.
 *
 * @param <P> the payload, stored as JSON
 */
public interface JobHandler<P> {

    /** The kind, such as {@code import}; it is stored, so it must not change. */
    String kind();

    Class<P> payload();

    /**
     * Runs the job, or continues it. The job succeeds when this returns. It fails with the message of an exception,
     * unless the exception is transient: then the job runs again later.
     */
    void run(P payload, JobRun run) throws Exception;

    /**
     * Whether its work must not remain incomplete: such jobs cannot be cancelled, and failed ones can be retried from
     * their last checkpoint. Jobs of other kinds must be started again from the beginning.
     */
    default boolean mustFinish() {
        return false;
    }

    /**
     * Whether a failure is transient. Unavailable databases, lost connections, timeouts and locks always are; a handler
     * can add others.
     */
    default boolean isTransient(Throwable failure) {
        return false;
    }
}

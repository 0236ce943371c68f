package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/**
 * The interface of a handler to its run: progress, checkpoints and cancellation. Used by one thread.
 *
 * <p>Progress is written from time to time, outside of the handler's transactions, and with each checkpoint. A
 * checkpoint is written in the handler's transaction if there is one; if that is rolled back, so is the progress made
 * in it.
 */
public final class JobRun {

    private static final int MAX_JSON = 1024 * 1024;

    private final JobRuns runs;
    private final Claim claim;
    private final Actor actor;
    private final BooleanSupplier stopping;
    private final long interval;

    private Progress progress;
    private @Nullable JsonNode checkpoint;
    private boolean cancelRequested;
    private boolean enlisted;
    private int retries;
    private long nextWrite;

    JobRun(JobRuns runs, Claim claim, Actor actor, BooleanSupplier stopping, Duration interval) {
        this.runs = runs;
        this.claim = claim;
        this.actor = actor;
        this.stopping = stopping;
        this.interval = interval.toNanos();
        this.progress = claim.progress();
        this.checkpoint = claim.checkpoint();
        this.retries = claim.retries();
        this.nextWrite = System.nanoTime() + this.interval;
    }

    /** The job, on behalf of the person who started it, with that person's current role. */
    public Actor actor() {
        return actor;
    }

    /** Sets the number of items. */
    public void total(long items) {
        change(progress.withTotal(items));
    }

    /** Corrects the number of items at the end, if it was an estimate: nothing is left to do. */
    public void totalIsDone() {
        change(progress.withTotal(progress.done()));
    }

    /** Reports processed items. */
    public void advance(long items) {
        change(progress.advanced(items));
    }

    /** Reports a failed item; the job continues. */
    public void fail(String item, String message) {
        change(progress.withFailure(item, message));
    }

    /** Sets the result for the API; at most 1 MiB of JSON. */
    public void result(JsonNode result) {
        change(progress.withResult(bounded(result)));
    }

    /** The last checkpoint, from any run. */
    public Optional<JsonNode> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /**
     * Saves the point from which a later run continues, and the progress; at most 1 MiB of JSON. Joins the caller's
     * transaction.
     */
    public void checkpoint(JsonNode newCheckpoint) {
        enlist();
        write(bounded(newCheckpoint));
        checkpoint = newCheckpoint;
        retries = 0;
    }

    /**
     * Saves the progress but no checkpoint, so that a later run starts from the last one. Joins the caller's transaction,
     * which fails if another core has taken over the job.
     */
    public void save() {
        enlist();
        write(null);
    }

    /**
     * Ends the run by an exception, which the handler must not catch, if the job was cancelled or the core is stopping.
     * Call this between batches.
     *
     * @throws JobCancelledException if the job was cancelled
     */
    public void checkCancelled() {
        if (stopping.getAsBoolean()) {
            throw new JobInterruptedException();
        }
        if (isDue()) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                cancelRequested = runs.cancelRequested(claim);
                scheduleNextWrite();
            } else {
                write(null);
            }
        }
        if (cancelRequested) {
            throw new JobCancelledException();
        }
    }

    /** The progress, including what is not written yet. */
    Progress progress() {
        return progress;
    }

    /** Number of runs without a result since the last checkpoint, not counting this one. */
    int retries() {
        return retries;
    }

    private void change(Progress changed) {
        enlist();
        progress = changed;
        if (isDue() && !TransactionSynchronizationManager.isActualTransactionActive()) {
            write(null);
        }
    }

    private void write(@Nullable JsonNode newCheckpoint) {
        cancelRequested = runs.save(claim, progress, newCheckpoint);
        progress = progress.saved();
        scheduleNextWrite();
    }

    private boolean isDue() {
        return System.nanoTime() - nextWrite >= 0;
    }

    private void scheduleNextWrite() {
        nextWrite = System.nanoTime() + interval;
    }

    /** Reverts the progress reported in the caller's transaction if that is rolled back. */
    private void enlist() {
        if (enlisted || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        Progress progressBefore = progress;
        JsonNode checkpointBefore = checkpoint;
        int retriesBefore = retries;
        enlisted = true;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                enlisted = false;
                if (status != STATUS_COMMITTED) {
                    progress = progressBefore;
                    checkpoint = checkpointBefore;
                    retries = retriesBefore;
                }
            }
        });
    }

    private static JsonNode bounded(JsonNode value) {
        if (value.toString().length() > MAX_JSON) {
            throw new IllegalArgumentException("A checkpoint or result must not exceed 1 MiB of JSON.");
        }
        return value;
    }
}

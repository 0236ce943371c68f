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
 * What a handler reports to and asks while it runs. Used by one thread.
 *
 * <p>Progress is written from time to time, outside of the handler's transactions, and with each checkpoint. A checkpoint
 * is written in the handler's transaction if there is one; if that is rolled back, so is the progress made in it.
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

    /** The job, on behalf of the person who started it and with the role that this person has now. */
    public Actor actor() {
        return actor;
    }

    /** Sets how many items there are. */
    public void total(long items) {
        change(progress.withTotal(items));
    }

    /** Reports that further items are processed. */
    public void advance(long items) {
        change(progress.advanced(items));
    }

    /** Reports that one item could not be processed; the job goes on. */
    public void fail(String item, String message) {
        change(progress.withFailure(item, message));
    }

    /** Sets what the job produced, as the API shows it; at most 1 MiB of JSON. */
    public void result(JsonNode result) {
        change(progress.withResult(bounded(result)));
    }

    /** Where the last run that wrote a checkpoint had got to. */
    public Optional<JsonNode> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    /**
     * Saves where a later run continues, together with the progress; at most 1 MiB of JSON. Joins the caller's
     * transaction.
     */
    public void checkpoint(JsonNode newCheckpoint) {
        enlist();
        write(bounded(newCheckpoint));
        checkpoint = newCheckpoint;
        retries = 0;
    }

    /**
     * Ends the run by an exception, which the handler lets pass, if somebody cancelled the job or the core stops. Call
     * this between batches.
     *
     * @throws JobCancelledException if somebody cancelled the job
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

    /** How far the run has got; what is not written yet is included. */
    Progress progress() {
        return progress;
    }

    /** Runs since the last checkpoint that ended without a result; this run does not count. */
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

    /** Makes a rollback of the caller's transaction take back the progress that was reported in it. */
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

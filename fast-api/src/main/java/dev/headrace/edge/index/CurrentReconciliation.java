package dev.headrace.edge.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconciliation that is in progress, if any: decides what has to be reconciled, and completes the indexes when it is
 * done. All methods except {@link #isRunning} require the lock of the {@link ListIndex}.
 */
final class CurrentReconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentReconciliation.class);

    private final CurrentRecords redis;
    private final Shards shards;
    private final IndexHealth health;
    private final Commits commits;
    private volatile @Nullable IndexReconciliation current;

    CurrentReconciliation(CurrentRecords redis, Shards shards, IndexHealth health, Commits commits) {
        this.redis = redis;
        this.shards = shards;
        this.health = health;
        this.commits = commits;
    }

    boolean isRunning() {
        return current != null;
    }

    /** Reconciles all indexes. */
    void begin() {
        current = IndexReconciliation.complete(redis, shards);
    }

    /** Starts over, because new indexes have not been reconciled with any partition yet. */
    void beginForModel() {
        if (!health.isSynchronized()) {
            // Before the follower has a position, the pass would miss later changes.
            current = current == null ? null : IndexReconciliation.complete(redis, shards);
        } else {
            current = shards.hasUpcoming() ? IndexReconciliation.ofUpcoming(redis, shards) : null;
        }
    }

    void abandon() {
        current = null;
    }

    /**
     * Reconciles the next partitions; returns false if none is in progress.
     *
     * @param changes number of changes applied so far
     */
    boolean step(long changes) throws IOException {
        IndexReconciliation running = current;
        if (running == null) {
            return false;
        }
        running.step(changes);
        shards.refresh();
        commits.request();
        if (running.isDone()) {
            complete(running);
        }
        return true;
    }

    private void complete(IndexReconciliation done) throws IOException {
        shards.promote();
        current = null;
        LOG.info("The list index is in sync with Redis: {} documents", shards.size());
        health.isSynchronized(health.isSynchronized() || done.isComplete());
        health.recover();
        health.check();
        commits.requestNow();
    }
}

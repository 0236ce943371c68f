package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Schedules commits of the index and measurements of its disk use. For the maintenance thread unless stated otherwise. */
final class Commits {

    /** The shards and the position that are committed together. */
    record Commit(Collection<Shard> shards, @Nullable Position reached) {}

    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Shards shards;
    private final Journal journal;
    private final DataDirectory data;
    private volatile boolean dirty;
    private long committedAt = System.nanoTime();
    private long measuredAt = System.nanoTime() - MEASURE_NANOS;

    Commits(Shards shards, Journal journal, DataDirectory data) {
        this.journal = journal;
        this.shards = shards;
        this.data = data;
    }

    /** Requests a commit. May be called on any thread. */
    void request() {
        dirty = true;
    }

    /** Requests a commit without the usual delay. */
    void requestNow() {
        dirty = true;
        committedAt = System.nanoTime() - COMMIT_NANOS;
    }

    boolean isDue() {
        return dirty && System.nanoTime() - committedAt >= COMMIT_NANOS;
    }

    /** Starts a commit. Requires the lock of the {@link ListIndex}. */
    Commit begin(@Nullable Position reached) {
        dirty = false;
        return new Commit(shards.durable(), reached);
    }

    /** Writing to disk is slow, so the lock is not held; only the maintenance thread replaces indexes. */
    void commit(Commit commit) throws IOException {
        // Like the indexes, the journal may be ahead of the position but not behind it.
        journal.commit();
        shards.commit(commit.shards, commit.reached);
        committedAt = System.nanoTime();
    }

    void measureIfDue() {
        if (System.nanoTime() - measuredAt >= MEASURE_NANOS) {
            data.measure();
            measuredAt = System.nanoTime();
        }
    }
}

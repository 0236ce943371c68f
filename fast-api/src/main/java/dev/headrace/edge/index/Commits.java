package dev.headrace.edge.index;

import dev.headrace.edge.follow.Position;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When the index is made durable, and how much of the disk it takes. All methods but one are for the upkeep thread. */
final class Commits {

    /** What is made durable at once. */
    record Commit(Collection<Shard> shards, @Nullable Position reached) {}

    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Shards shards;
    private final DataDirectory data;
    private volatile boolean dirty;
    private long committedAt = System.nanoTime();
    private long measuredAt = System.nanoTime() - MEASURE_NANOS;

    Commits(Shards shards, DataDirectory data) {
        this.shards = shards;
        this.data = data;
    }

    /** There is something to make durable. It may be called on any thread. */
    void note() {
        dirty = true;
    }

    /** There is something to make durable soon. */
    void hurry() {
        dirty = true;
        committedAt = System.nanoTime() - COMMIT_NANOS;
    }

    boolean isDue() {
        return dirty && System.nanoTime() - committedAt >= COMMIT_NANOS;
    }

    /** What must be committed now. Call it with the lock of the {@link ListIndex} held. */
    Commit begin(@Nullable Position reached) {
        dirty = false;
        return new Commit(shards.durable(), reached);
    }

    /** Writing to disk takes its time, so it is done without the lock; only the upkeep thread replaces indexes. */
    void commit(Commit commit) throws IOException {
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

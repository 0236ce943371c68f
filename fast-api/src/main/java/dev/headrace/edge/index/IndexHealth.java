package dev.headrace.edge.index;

import org.jspecify.annotations.Nullable;

/**
 * State of the index. Updated under the lock of the {@link ListIndex}; may be read on any thread.
 */
final class IndexHealth {

    private final Shards shards;
    private volatile boolean isSynchronized;
    private volatile boolean isFollowing;
    private volatile boolean hasModel;
    private volatile boolean wasComplete;
    private volatile boolean knowsModel;
    private volatile @Nullable String failure;

    IndexHealth(Shards shards) {
        this.shards = shards;
    }

    /** A model is known, although the index may not have adopted it yet. */
    void modelKnown() {
        knowsModel = true;
    }

    void modelAdopted() {
        hasModel = true;
    }

    void followingChanges() {
        isFollowing = true;
    }

    void isSynchronized(boolean now) {
        isSynchronized = now;
    }

    /** Whether the index matches the records in Redis as of its position. */
    boolean isSynchronized() {
        return isSynchronized;
    }

    /** Returns whether this is the first failure since the last recovery. */
    boolean fail(Throwable e) {
        boolean isFirst = failure == null;
        failure = e.toString();
        isSynchronized = false;
        return isFirst;
    }

    void recover() {
        failure = null;
    }

    /** Why the index cannot be updated; null if it can. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Once the index has been complete, it counts as built. */
    void check() {
        wasComplete |= isFollowing && hasModel && isSynchronized && shards.isComplete();
    }

    /** Whether the index has not been complete yet since this edge started. */
    boolean isBeingBuilt() {
        return knowsModel && !wasComplete;
    }
}

package dev.headrace.edge.index;

import org.jspecify.annotations.Nullable;

/**
 * How far the index can be relied on. It is changed under the lock of the {@link ListIndex} and may be read on any thread.
 */
final class IndexHealth {

    private final Shards shards;
    private volatile boolean isSynchronized;
    private volatile boolean isFollowed;
    private volatile boolean hasModel;
    private volatile boolean wasComplete;
    private volatile boolean knowsModel;
    private volatile @Nullable String failure;

    IndexHealth(Shards shards) {
        this.shards = shards;
    }

    /** A model is known, although the index may not have adopted it yet. */
    void modelIsKnown() {
        knowsModel = true;
    }

    void modelIsAdopted() {
        hasModel = true;
    }

    void changesAreFollowed() {
        isFollowed = true;
    }

    void isSynchronized(boolean now) {
        isSynchronized = now;
    }

    /** Whether the index agrees with what Redis had at its position. */
    boolean isSynchronized() {
        return isSynchronized;
    }

    /** Answers whether this is the first failure since the last recovery. */
    boolean fails(Throwable e) {
        boolean isFirst = failure == null;
        failure = e.toString();
        isSynchronized = false;
        return isFirst;
    }

    void recovers() {
        failure = null;
    }

    /** Why the index takes no changes; null if it does. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Once the index has been complete, it counts as built. */
    void check() {
        wasComplete |= isFollowed && hasModel && isSynchronized && shards.isComplete();
    }

    /** Whether there are documents that could not be listed yet since this edge started. */
    boolean isBeingBuilt() {
        return knowsModel && !wasComplete;
    }
}

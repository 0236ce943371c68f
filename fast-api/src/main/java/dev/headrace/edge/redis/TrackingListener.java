package dev.headrace.edge.redis;

/** Is told of changes of keys that were read. It is called on the thread that reads from Redis and must be quick. */
public interface TrackingListener {

    /** From now on, Redis tells of each change of keys that are read from now on. */
    void trackingBegan();

    /** Redis no longer tells of changes. */
    void trackingEnded();

    /** A key that was read has changed or is gone. */
    void changed(String key);

    /** All keys are gone. */
    void allChanged();
}

package dev.headrace.edge.redis;

/** Hears what Redis says of the keys that were read. It is called on the thread that reads from Redis: be quick. */
public interface TrackingListener {

    /** From now on, Redis tells of each change of what is read from now on. */
    void trackingBegan();

    /** Nothing is known of changes any more. */
    void trackingEnded();

    /** A key that was read has changed or is gone. */
    void changed(String key);

    /** All keys are gone. */
    void allChanged();
}

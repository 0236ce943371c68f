package dev.headrace.edge.redis;

/** Receives invalidations of keys that were read. Called on the Redis I/O thread; must be fast. */
public interface TrackingListener {

    /** Redis reports each change of keys that are read from now on. */
    void trackingBegan();

    /** Redis no longer reports changes. */
    void trackingEnded();

    /** A key that was read has been changed or removed. */
    void changed(String key);

    /** All keys were flushed. */
    void allChanged();
}

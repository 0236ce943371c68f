package dev.headrace.edge.health;

import dev.headrace.edge.redis.TrackingListener;

/**
 * Whether requests should be sent to this edge.
 *
 * <p>It is ready from when it has first reached Redis until it is told to stop. When Redis goes away later it stays ready:
 * it still serves what it has in memory, and if every edge took itself out of service nobody would.
 */
public final class Readiness implements TrackingListener {

    private volatile boolean reached;
    private volatile boolean stopping;

    public boolean isReady() {
        return reached && !stopping;
    }

    public void stop() {
        stopping = true;
    }

    @Override
    public void trackingBegan() {
        reached = true;
    }

    @Override
    public void trackingEnded() {
        // stays ready, see above
    }

    @Override
    public void changed(String key) {
        // says nothing of readiness
    }

    @Override
    public void allChanged() {
        // says nothing of readiness
    }
}

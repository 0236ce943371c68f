package dev.headrace.edge.follow;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import java.util.ArrayList;
import java.util.List;

/** Following the changes, and the comparison of clocks that comes with it. */
public final class FollowFeature implements Feature {

    private final Follower follower;
    private final ClockDrift drift;

    public FollowFeature(Follower follower, ClockDrift drift) {
        this.follower = follower;
        this.drift = drift;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_follower_lag", "Changes that were announced and not followed yet",
                follower::lag);
        metrics.gauge("headrace_edge_follower_failing", "1 if the changes cannot be followed now",
                () -> follower.lastError() == null ? 0 : 1);
        metrics.counter("headrace_edge_follower_resynchronizations",
                "How often changes were missed and everything was compared", follower::resynchronizations);
        metrics.gauge("headrace_edge_clock_drift_seconds", "How far this edge's clock is ahead of Redis'",
                drift::seconds);
    }

    @Override
    public List<HealthIssue> issues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (!drift.isKnown()) {
            issues.add(HealthIssue.blocking("This edge's clock has not been compared with Redis' yet."));
        } else if (!drift.isTolerable()) {
            issues.add(HealthIssue.blocking("This edge's clock is more than a day off Redis'."));
        }
        if (!follower.wasUpToDate()) {
            issues.add(HealthIssue.blocking("What has changed while this edge was stopped is being followed."));
        }
        String error = follower.lastError();
        if (error != null) {
            issues.add(HealthIssue.warning("Changes cannot be followed: " + error));
        }
        return issues;
    }

    @Override
    public void start() {
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }
}

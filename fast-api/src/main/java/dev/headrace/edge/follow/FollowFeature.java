package dev.headrace.edge.follow;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import java.util.ArrayList;
import java.util.List;

/** Follows the change stream and measures clock drift. */
public final class FollowFeature implements Feature {

    private final Follower follower;
    private final ClockDrift drift;

    public FollowFeature(Follower follower, ClockDrift drift) {
        this.follower = follower;
        this.drift = drift;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_follower_lag", "Announced changes not yet processed",
                follower::lag);
        metrics.gauge("headrace_edge_follower_failing", "1 if the change stream cannot be read",
                () -> follower.lastError() == null ? 0 : 1);
        metrics.counter("headrace_edge_follower_resynchronizations",
                "Number of resynchronizations after missed changes", follower::resynchronizations);
        metrics.gauge("headrace_edge_clock_drift_seconds",
                "Offset of this edge's clock from the Redis clock; positive if ahead",
                drift::seconds);
    }

    @Override
    public List<HealthIssue> healthIssues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (!drift.isKnown()) {
            issues.add(HealthIssue.blocking("The clock of this edge has not been compared with the Redis clock yet."));
        } else if (!drift.isTolerable()) {
            issues.add(HealthIssue.blocking("The clock of this edge is more than a day off the Redis clock."));
        }
        if (!follower.hasCaughtUp()) {
            issues.add(HealthIssue.blocking("Catching up on changes made while this edge was stopped."));
        }
        String error = follower.lastError();
        if (error != null) {
            issues.add(HealthIssue.warning(error));
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

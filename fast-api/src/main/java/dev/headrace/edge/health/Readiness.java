package dev.headrace.edge.health;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import java.util.ArrayList;
import java.util.List;

/** Readiness of this edge: no feature reports a blocking issue, and it is not shutting down. */
public final class Readiness {

    private final List<Feature> features;
    private volatile boolean stopping;

    public Readiness(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    public Health health() {
        List<HealthIssue> issues = new ArrayList<>();
        if (stopping) {
            issues.add(HealthIssue.blocking("This edge is shutting down."));
        }
        features.forEach(feature -> issues.addAll(feature.healthIssues()));
        return new Health(issues.stream().noneMatch(HealthIssue::blocksTraffic),
                issues.stream().map(HealthIssue::text).toList());
    }

    public void stop() {
        stopping = true;
    }
}

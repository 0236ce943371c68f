package dev.headrace.edge.health;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Finding;
import java.util.ArrayList;
import java.util.List;

/** Whether requests should be sent to this edge: no feature has an obstacle, and it is not stopping. */
public final class Readiness {

    private final List<Feature> features;
    private volatile boolean stopping;

    public Readiness(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    public Health health() {
        List<Finding> findings = new ArrayList<>();
        if (stopping) {
            findings.add(Finding.obstacle("This edge is stopping."));
        }
        features.forEach(feature -> findings.addAll(feature.findings()));
        return new Health(findings.stream().noneMatch(Finding::blocksTraffic),
                findings.stream().map(Finding::text).toList());
    }

    public void stop() {
        stopping = true;
    }
}

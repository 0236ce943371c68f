package dev.headrace.edge.model;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.redis.TrackedStore;
import java.util.ArrayList;
import java.util.List;

/** The live model, which follows what Redis says of changes. */
public final class ModelFeature implements Feature {

    private final TrackedStore store;
    private final LiveModel model;

    public ModelFeature(TrackedStore store) {
        this.store = store;
        this.model = new LiveModel(store);
    }

    public LiveModel model() {
        return model;
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_model_unreadable", "1 if the published model cannot be read by this version",
                () -> model.isUnreadable() ? 1 : 0);
    }

    /**
     * That there is no model yet does not matter: the edge answers so. When Redis becomes unavailable later the edge stays
     * ready: it serves what it has in memory, and if every edge took itself out of service nobody would.
     */
    @Override
    public List<HealthIssue> issues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (!model.isKnown()) {
            issues.add(HealthIssue.blocking("It is not known yet which model is published."));
        }
        if (model.isUnreadable()) {
            issues.add(HealthIssue.warning("The published model cannot be read by this version."));
        }
        return issues;
    }

    @Override
    public void start() {
        store.add(model);
    }
}

package dev.headrace.edge.model;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.redis.TrackedStore;
import java.util.ArrayList;
import java.util.List;

/** The live model, kept current by Redis client tracking, and the root of the API. */
public final class ModelFeature implements Feature {

    private final TrackedStore store;
    private final LiveModel model;
    private final RepresentationSender sender;

    public ModelFeature(TrackedStore store, RepresentationSender sender) {
        this.store = store;
        this.sender = sender;
        this.model = new LiveModel(store);
    }

    public LiveModel model() {
        return model;
    }

    @Override
    public void addRoutes(Routes api) {
        var root = new GetRootHandler(model, sender);
        api.get("/", root).get("/v1", root);
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_model_unreadable", "1 if the published model cannot be read by this version",
                () -> model.isUnreadable() ? 1 : 0);
    }

    /**
     * A missing model does not block: requests get an error that says so. If Redis becomes unavailable later, the edge stays
     * ready: it serves cached content, and otherwise all edges would be taken out of service at once.
     */
    @Override
    public List<HealthIssue> healthIssues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (!model.isKnown()) {
            issues.add(HealthIssue.blocking("The published model has not been read yet."));
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

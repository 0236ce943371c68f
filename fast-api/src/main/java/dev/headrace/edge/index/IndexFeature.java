package dev.headrace.edge.index;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.redis.IndexRecords;
import java.util.ArrayList;
import java.util.List;

/** The index by which this edge finds documents. */
public final class IndexFeature implements Feature {

    private final LiveModel model;
    private final ListIndex index;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    public IndexFeature(IndexRecords records, LiveModel model, IndexSettings settings) {
        this.model = model;
        this.index = new ListIndex(records, settings);
    }

    /** Takes part in following the changes, after the documents. */
    public ChangeSubscriber subscriber() {
        return index;
    }

    public IndexQueries queries() {
        return index.queries();
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_list_index_documents", "Documents that lists can find, one for each locale",
                index::size);
        metrics.gauge("headrace_edge_list_index_bytes", "What the list index takes on disk", index::bytesOnDisk);
        metrics.gauge("headrace_edge_list_index_synchronized", "1 if the list index agrees with Redis",
                () -> index.isSynchronized() ? 1 : 0);
        metrics.gauge("headrace_edge_list_index_failing", "1 if the list index takes no changes",
                () -> index.health().failure() == null ? 0 : 1);
        metrics.gauge("headrace_edge_list_index_waiting",
                "Indexes that wait for documents to be rendered for the present model", index::waiting);
    }

    @Override
    public List<HealthIssue> issues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (index.health().isBeingBuilt()) {
            issues.add(HealthIssue.blocking("The index of the lists is being built."));
        }
        String failure = index.health().failure();
        if (failure != null) {
            issues.add(HealthIssue.warning("The index of the lists takes no changes: " + failure));
        }
        int waiting = index.waiting();
        if (waiting > 0) {
            issues.add(HealthIssue.warning(waiting + " indexes of lists wait for documents to be rendered for the model."));
        }
        return issues;
    }

    @Override
    public void start() {
        model.onChange(index::adopt);
        index.start();
    }

    @Override
    public void close() {
        index.close();
    }
}

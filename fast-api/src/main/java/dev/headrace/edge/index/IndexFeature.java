package dev.headrace.edge.index;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.HealthIssue;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.overlay.ActiveOverlay;
import dev.headrace.edge.overlay.OverlaySource;
import dev.headrace.edge.redis.Contents;
import dev.headrace.edge.redis.IndexRecords;
import java.util.ArrayList;
import java.util.List;

/** The list index of this edge. */
public final class IndexFeature implements Feature {

    private final Contents contents;
    private final LiveModel model;
    private final ListIndex index;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    public IndexFeature(IndexRecords records, OverlaySource overlaySource, ActiveOverlay overlays, Contents contents,
            LiveModel model, IndexSettings settings) {
        this.contents = contents;
        this.model = model;
        this.index = new ListIndex(records, overlaySource, overlays, contents, settings);
    }

    /** Must be called after the subscriber of the documents. */
    public ChangeSubscriber subscriber() {
        return index;
    }

    public IndexQueries queries() {
        return index.queries();
    }

    public Journal journal() {
        return index.journal();
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_list_index_documents", "Documents in the list index, counted per locale",
                index::size);
        metrics.gauge("headrace_edge_list_index_bytes", "Size of the list index on disk", index::bytesOnDisk);
        metrics.gauge("headrace_edge_journal_documents",
                "Documents in the journal of changes, counted per locale", index.journal()::size);
        metrics.gauge("headrace_edge_list_index_synchronized", "1 if the list index is in sync with Redis",
                () -> index.isSynchronized() ? 1 : 0);
        metrics.gauge("headrace_edge_list_index_failing", "1 if the list index cannot be updated",
                () -> index.health().failure() == null ? 0 : 1);
        metrics.gauge("headrace_edge_list_index_waiting",
                "Indexes waiting for documents to be rendered for the current model", index::waiting);
    }

    @Override
    public List<HealthIssue> healthIssues() {
        List<HealthIssue> issues = new ArrayList<>();
        if (index.health().isBeingBuilt()) {
            // While the core restores what Redis has lost, documents can be served, but the index has to wait.
            issues.add(contents.areComplete()
                    ? HealthIssue.blocking("The list index is being built.")
                    : HealthIssue.warning("The list index will be built once Redis has all documents."));
        }
        String failure = index.health().failure();
        if (failure != null) {
            issues.add(HealthIssue.warning("The list index cannot be updated: " + failure));
        }
        int waiting = index.waiting();
        if (waiting > 0) {
            issues.add(HealthIssue.warning(
                    waiting + " list indexes are waiting for documents to be rendered for the current model."));
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

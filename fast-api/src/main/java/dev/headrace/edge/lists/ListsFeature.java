package dev.headrace.edge.lists;

import dev.headrace.edge.feature.Feature;
import dev.headrace.edge.feature.Finding;
import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.follow.ChangeSubscriber;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.http.Routes;
import dev.headrace.edge.read.ReadFeature;
import dev.headrace.edge.redis.Redis;
import dev.headrace.edge.work.Work;
import java.util.ArrayList;
import java.util.List;

/** Lists of documents, filtered and sorted. */
public final class ListsFeature implements Feature {

    private final ReadFeature read;
    private final RepresentationSender sender;
    private final ListIndex index;
    private final Lists lists;

    /** @throws IllegalArgumentException if the data directory cannot be used */
    public ListsFeature(Redis redis, ReadFeature read, Work work, ListSettings settings, RepresentationSender sender) {
        this.read = read;
        this.sender = sender;
        this.index = new ListIndex(redis.indexRecords(), settings);
        this.lists = new Lists(read.cache(), redis.tracked(), read.documents(), index, work);
    }

    /** Takes part in following the changes, after the documents. */
    public ChangeSubscriber subscriber() {
        return index;
    }

    @Override
    public void addRoutes(Routes api) {
        api.get("/v1/content/{type}",
                new ListDocumentsHandler(new ListRequests(read.model()), lists, read.tallies(), sender));
    }

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_list_index_documents", "Documents that lists can find, one for each locale",
                index::size);
        metrics.gauge("headrace_edge_list_index_bytes", "What the list index takes on disk", index::bytesOnDisk);
        metrics.gauge("headrace_edge_list_index_synchronized", "1 if the list index agrees with Redis",
                () -> index.isSynchronized() ? 1 : 0);
        metrics.gauge("headrace_edge_list_index_failing", "1 if the list index takes no changes",
                () -> index.failure() == null ? 0 : 1);
        metrics.gauge("headrace_edge_list_index_waiting",
                "Indexes that wait for documents to be rendered for the present model", index::waiting);
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (index.isBeingBuilt()) {
            findings.add(Finding.obstacle("The index of the lists is being built."));
        }
        String failure = index.failure();
        if (failure != null) {
            findings.add(Finding.note("The index of the lists takes no changes: " + failure));
        }
        int waiting = index.waiting();
        if (waiting > 0) {
            findings.add(Finding.note(waiting + " indexes of lists wait for documents to be rendered for the model."));
        }
        return findings;
    }

    @Override
    public void start() {
        read.model().onChange(index::adopt);
        index.start();
    }

    @Override
    public void close() {
        index.close();
    }
}

package dev.headrace.edge.index;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges the segments of all indexes on one thread, so that merging never takes more than a core. */
final class Merges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Merges.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("list-merges").daemon().factory());

    /** For one index; an index has a scheduler of its own because it closes it. */
    MergeScheduler scheduler() {
        return new OnOneThread();
    }

    private final class OnOneThread extends MergeScheduler {

        @Override
        public void merge(MergeSource source, MergeTrigger trigger) {
            // At most one task for each segment that was written, so the queue is bounded by the index' own work.
            if (source.hasPendingMerges() && !thread.isShutdown()) {
                thread.execute(() -> mergeAll(source));
            }
        }

        private static void mergeAll(MergeSource source) {
            try {
                for (MergePolicy.OneMerge merge = source.getNextMerge(); merge != null; merge = source
                        .getNextMerge()) {
                    source.merge(merge);
                }
            } catch (AlreadyClosedException | MergePolicy.MergeAbortedException e) {
                LOG.debug("A merge was aborted", e);
            } catch (IOException | RuntimeException | Error e) {
                // The index' writer knows of it, and refuses the next change if that is needed.
                LOG.error("Segments of a list index cannot be merged", e);
            }
        }

        @Override
        public void close() {
            // the thread is shared
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

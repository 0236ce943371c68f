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

/** Merges the segments of all indexes on one thread, so that merging never uses more than one core. */
final class Merges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Merges.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("list-merges").daemon().factory());

    /** A scheduler for one index, which closes it with the index. */
    MergeScheduler scheduler() {
        return new SingleThreadScheduler();
    }

    private final class SingleThreadScheduler extends MergeScheduler {

        @Override
        public void merge(MergeSource source, MergeTrigger trigger) {
            // At most one task per written segment, so the queue is bounded.
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
                // The index writer has recorded the failure, and rejects further changes if it is fatal.
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

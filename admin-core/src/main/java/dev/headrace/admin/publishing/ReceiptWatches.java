package dev.headrace.admin.publishing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** In-memory registry of callers waiting for receipts. */
@Component
class ReceiptWatches {

    // Covers changes by another core and lost messages of edges.
    private static final Duration SAFETY_CHECK = Duration.ofSeconds(1);

    private final ConcurrentHashMap<DocumentKey, Set<Watch>> byDocument = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int max;

    ReceiptWatches(PublishingSettings settings) {
        this.max = settings.maxWatches();
    }

    /** One waiting caller. */
    final class Watch implements AutoCloseable {

        private final DocumentKey document;
        private final Semaphore signals = new Semaphore(0);

        private Watch(DocumentKey document) {
            this.document = document;
        }

        /** Waits for a change, but no longer than the given time or one second. */
        void await(Duration atMost) throws InterruptedException {
            long nanos = Math.min(atMost.toNanos(), SAFETY_CHECK.toNanos());
            if (signals.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                signals.drainPermits();
            }
        }

        /** Ends a wait. */
        void wake() {
            signals.release();
        }

        @Override
        public void close() {
            byDocument.computeIfPresent(document, (_, watches) -> {
                if (watches.remove(this)) {
                    count.decrementAndGet();
                }
                return watches.isEmpty() ? null : watches;
            });
        }
    }

    /** @throws TooManyWatchesException if too many are open */
    Watch open(DocumentKey document) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw new TooManyWatchesException(max);
        }
        Watch watch = new Watch(document);
        byDocument.compute(document, (_, watches) -> {
            Set<Watch> present = watches == null ? ConcurrentHashMap.newKeySet() : watches;
            present.add(watch);
            return present;
        });
        return watch;
    }

    void signal(DocumentKey document) {
        byDocument.getOrDefault(document, Set.of()).forEach(Watch::wake);
    }
}

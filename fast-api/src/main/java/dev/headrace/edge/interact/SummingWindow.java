package dev.headrace.edge.interact;

import dev.headrace.edge.redis.Store;
import dev.headrace.model.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sums writes of one kind to one target for a short time; they become one event and share its response. */
final class SummingWindow implements AutoCloseable {

    private static final int MAX_SUMS = 50_000;

    private record Key(String kind, Target target) {}

    /** Writes since the window was opened. */
    private static final class Sum {
        private final WriteRequest first;
        private final Write.Summed write;
        private final CompletableFuture<Accepted> accepted = new CompletableFuture<>();
        private long count;

        Sum(WriteRequest first, Write.Summed write) {
            this.first = first;
            this.write = write;
        }
    }

    private final AcceptWrite acceptWrite;
    private final Store store;
    private final Duration length;
    private final ScheduledExecutorService timer;
    private Map<Key, Sum> open = new HashMap<>();

    SummingWindow(AcceptWrite acceptWrite, Store store, Duration length) {
        this.acceptWrite = acceptWrite;
        this.store = store;
        this.length = length;
        this.timer = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("summing-window").daemon().factory());
    }

    /** @throws dev.headrace.edge.http.ProblemException 503 if the window is full or closed */
    CompletableFuture<Accepted> add(String kind, WriteRequest request, Write.Summed write) {
        synchronized (timer) {
            Key key = new Key(kind, request.target());
            Sum sum = open.get(key);
            if (timer.isShutdown() || (sum == null ? open.size() >= MAX_SUMS : sum.count >= write.max())) {
                throw Rejections.full();
            }
            if (sum == null) {
                if (open.isEmpty()) {
                    var _ = timer.schedule(this::acceptAll, length.toNanos(), TimeUnit.NANOSECONDS);
                }
                sum = new Sum(request, write);
                open.put(key, sum);
            }
            sum.count++;
            return sum.accepted;
        }
    }

    private void acceptAll() {
        Map<Key, Sum> closed;
        synchronized (timer) {
            closed = open;
            open = new HashMap<>();
        }
        try {
            store.batch(() -> closed.forEach((key, sum) -> accept(key.kind, sum)));
        } catch (RuntimeException | Error e) {
            // Writes that were accepted before it failed, but are not answered yet, may be made twice.
            closed.values().forEach(sum -> sum.accepted.completeExceptionally(e));
        }
    }

    /** A failure of one sum completes its writes exceptionally and does not affect other sums. */
    private void accept(String kind, Sum sum) {
        try {
            var _ = acceptWrite.accept(kind, sum.first, sum.write.sum().apply(sum.count), null)
                    .whenComplete((accepted, failure) -> {
                        if (failure == null) {
                            sum.accepted.complete(accepted);
                        } else {
                            sum.accepted.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException | Error e) {
            sum.accepted.completeExceptionally(e);
        }
    }

    /** Accepts all pending sums. */
    @Override
    public void close() {
        synchronized (timer) {
            timer.shutdownNow();
        }
        acceptAll();
    }
}

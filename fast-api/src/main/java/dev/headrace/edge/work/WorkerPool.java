package dev.headrace.edge.work;

import dev.headrace.edge.feature.Metrics;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A fixed number of threads with a bounded queue, for work that computes too long for an I/O thread. When the queue is
 * full, or a task has waited too long in it, the task is refused with 503 rather than delayed.
 */
public final class WorkerPool implements AutoCloseable {

    private static final long RETRY_SECONDS = 1;

    private final ThreadPoolExecutor threads;
    private final long maxWaitNanos;
    private final LongSupplier nanos;
    private final AtomicLong refused = new AtomicLong();

    public WorkerPool(String name, WorkSettings settings) {
        this(name, settings, System::nanoTime);
    }

    WorkerPool(String name, WorkSettings settings, LongSupplier nanos) {
        this.threads = new ThreadPoolExecutor(settings.threads(), settings.threads(), 0, TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(settings.maxQueued()),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        this.maxWaitNanos = settings.maxWait().toNanos();
        this.nanos = nanos;
    }

    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_work_queued", "Tasks that wait for a thread", () -> threads.getQueue().size());
        metrics.counter("headrace_edge_work_refused", "Tasks that were refused because too many waited",
                refused::get);
    }

    /** Runs a task; the future fails with what the task throws, whatever that is, or with a 503 if it is refused. */
    public <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long submitted = nanos.getAsLong();
        try {
            threads.execute(() -> run(task, submitted, result));
        } catch (RejectedExecutionException e) {
            refuse(result);
        }
        return result;
    }

    private <T> void run(Callable<T> task, long submitted, CompletableFuture<T> result) {
        if (nanos.getAsLong() - submitted > maxWaitNanos) {
            refuse(result);
            return;
        }
        try {
            result.complete(task.call());
        } catch (Throwable e) {
            // Errors included: the request that waits for the result must be answered, and the thread must go on.
            result.completeExceptionally(e);
        }
    }

    private void refuse(CompletableFuture<?> result) {
        refused.incrementAndGet();
        result.completeExceptionally(new ProblemException(
                Problem.retryLater(503, "This server has too much to do; try again.", RETRY_SECONDS)));
    }

    /** Tasks that run are finished, those that wait are refused. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

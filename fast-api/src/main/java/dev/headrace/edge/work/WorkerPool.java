package dev.headrace.edge.work;

import dev.headrace.edge.feature.Feature;
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
 * A fixed thread pool with a bounded queue, for work that takes too long for an I/O thread. If the queue is full, or a task
 * has been queued for too long, the task is rejected with 503.
 */
public final class WorkerPool implements Feature {

    private static final long RETRY_SECONDS = 1;

    private final ThreadPoolExecutor threads;
    private final long maxWaitNanos;
    private final LongSupplier nanos;
    private final AtomicLong rejected = new AtomicLong();

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

    @Override
    public void addMetrics(Metrics metrics) {
        metrics.gauge("headrace_edge_work_queued", "Tasks waiting for a thread", () -> threads.getQueue().size());
        metrics.counter("headrace_edge_work_refused", "Tasks rejected because of overload",
                rejected::get);
    }

    /** Runs a task; the future fails with any exception or error of the task, or with a 503 if it is rejected. */
    public <T> CompletableFuture<T> submit(Callable<T> task) {
        Submitted<T> submitted = new Submitted<>(task);
        try {
            threads.execute(submitted);
        } catch (RejectedExecutionException e) {
            submitted.reject();
        }
        return submitted.result;
    }

    private final class Submitted<T> implements Runnable {

        private final Callable<T> task;
        private final long submittedAt = nanos.getAsLong();
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Submitted(Callable<T> task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (nanos.getAsLong() - submittedAt > maxWaitNanos) {
                reject();
                return;
            }
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                // Errors included: the request must be answered, and the thread must survive.
                result.completeExceptionally(e);
            }
        }

        void reject() {
            rejected.incrementAndGet();
            result.completeExceptionally(new ProblemException(
                    Problem.retryLater(503, "The server is overloaded; try again.", RETRY_SECONDS)));
        }
    }

    /** Waits up to two seconds for tasks; then running ones are interrupted and queued ones rejected. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                stopNow();
            }
        } catch (InterruptedException e) {
            stopNow();
            Thread.currentThread().interrupt();
        }
    }

    private void stopNow() {
        threads.shutdownNow().forEach(queued -> ((Submitted<?>) queued).reject());
    }
}

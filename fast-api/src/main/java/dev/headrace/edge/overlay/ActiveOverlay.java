package dev.headrace.edge.overlay;

import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The overlay that is active on this edge, if any. It changes in one step for all readers: those who combine several
 * documents wait while it changes, and start again if it has changed since they began.
 */
public final class ActiveOverlay {

    /** Work that belongs to a change, such as making index records visible. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    private static final long MAX_WAIT_MILLIS = 2_000;
    private static final int MAX_ATTEMPTS = 4;

    private final Consumer<String> beginning;
    private volatile @Nullable OverlayContents contents;
    /** Odd while it changes. */
    private volatile long generation;
    /** Completed unless it changes. */
    private volatile CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

    /** @param beginning called with the id of an overlay before it is used */
    public ActiveOverlay(Consumer<String> beginning) {
        this.beginning = beginning;
    }

    /** What the active overlay has; null if none is active. */
    public @Nullable OverlayContents contents() {
        return contents;
    }

    /** Differs after each change. */
    public long generation() {
        return generation;
    }

    /**
     * A result that was read before a change or after it, but not partly before and partly after.
     *
     * @param read may be called several times; must not block
     * @return fails with a {@link ProblemException} 503 if a change takes too long
     */
    public <T> CompletableFuture<T> unchangedDuring(Supplier<CompletableFuture<T>> read) {
        return attempt(read, MAX_ATTEMPTS);
    }

    private <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> read, int attempts) {
        long before = generation;
        if (attempts == 0) {
            return CompletableFuture.failedFuture(busy());
        }
        if ((before & 1) != 0) {
            return awaitSettled().thenCompose(_ -> attempt(read, attempts - 1));
        }
        return read.get().thenCompose(result -> generation == before
                ? CompletableFuture.completedFuture(result)
                : attempt(read, attempts - 1));
    }

    private CompletableFuture<Void> awaitSettled() {
        return settled.copy().orTimeout(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(e instanceof TimeoutException ? busy() : e));
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.retryLater(503, "A release is going live; try again.", 1));
    }

    /** Changes the overlay without work, unless it has changed already. */
    public void change(@Nullable OverlayContents next) {
        if (contents != next) {
            try {
                change(next, () -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Changes the overlay. Only one thread may call this.
     *
     * @param work what must not be seen before the change, nor be missing after it
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    public void change(@Nullable OverlayContents next, Work work) throws IOException {
        if (next != null) {
            beginning.accept(next.overlay().id());
        }
        CompletableFuture<Void> change = new CompletableFuture<>();
        settled = change;
        generation++;
        try {
            work.run();
        } finally {
            contents = next;
            generation++;
            change.complete(null);
        }
    }
}

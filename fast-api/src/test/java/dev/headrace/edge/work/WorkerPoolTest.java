package dev.headrace.edge.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final WorkerPool work = new WorkerPool("test", new WorkSettings(1, 1, Duration.ofSeconds(2)), nanos::get);

    @AfterEach
    void stop() {
        gate.countDown();
        work.close();
    }

    /** Occupies the only thread. */
    private CompletableFuture<String> occupy() throws InterruptedException {
        CompletableFuture<String> result = work.submit(() -> {
            running.countDown();
            gate.await();
            return "done";
        });
        running.await();
        return result;
    }

    private static void assertRejected(CompletableFuture<?> result) {
        assertThat(result).isCompletedExceptionally();
        assertThat(result.exceptionNow()).asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(rejection -> {
                    assertThat(rejection.problem().status()).isEqualTo(503);
                    assertThat(rejection.problem().headers().toString()).contains("Retry-After=1");
                });
    }

    @Test
    void tasksBeyondTheQueueLimitAreRejected() throws InterruptedException {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> queued = work.submit(() -> "queued");
        assertRejected(work.submit(() -> "too many"));
        gate.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(queued.join()).isEqualTo("queued");
    }

    @Test
    void tasksQueuedForTooLongAreRejected() throws InterruptedException {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> queued = work.submit(() -> "late");
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        gate.countDown();
        first.join();
        assertThat(queued.handle((_, failure) -> failure).join()).isInstanceOf(ProblemException.class);
    }

    @Test
    void tasksStillQueuedOnCloseAreRejected() throws InterruptedException {
        CompletableFuture<String> first = occupy();
        CompletableFuture<String> queued = work.submit(() -> "queued");

        work.close();

        assertRejected(queued);
        assertThat(first.handle((_, failure) -> failure).join()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void errorsFailTheResultAndTheThreadSurvives() {
        CompletableFuture<String> failed = work.submit(() -> {
            throw new AssertionError("of the task");
        });
        assertThat(failed.handle((_, failure) -> failure).join()).isInstanceOf(AssertionError.class);
        assertThat(work.submit(() -> "next").join()).isEqualTo("next");
    }
}

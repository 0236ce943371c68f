package dev.headrace.admin.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class BackgroundLoopTest {

    @Test
    void theLoopGoesOnAfterErrorsAndExceptions() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(1);
        BackgroundLoop loop = new BackgroundLoop("loop-test", Duration.ofMillis(1), () -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new StackOverflowError("as in a test");
                case 2 -> throw new IllegalStateException("as in a test");
                default -> third.countDown();
            }
            return false;
        });

        loop.start();
        try {
            assertThat(third.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            loop.stop();
            loop.join();
        }
    }

    @Test
    void aDefectIsAProblemUntilTheWorkSucceeds() {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>(
                new IllegalStateException("as in a test"));
        BackgroundLoop loop = new BackgroundLoop("failing-test", Duration.ofMillis(1), () -> {
            RuntimeException thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
            return false;
        });

        loop.start();
        try {
            Eventually.holds("a problem", () -> loop.problem().equals(Optional.of(
                    "failing-test fails: java.lang.IllegalStateException: as in a test")));
            failure.set(new CannotGetJdbcConnectionException("as in a test"));
            Eventually.holds("only a pause", () -> loop.problem().isEmpty());
            failure.set(new IllegalStateException("again"));
            Eventually.holds("a problem again", () -> loop.problem().isPresent());
            failure.set(null);
            loop.wake();
            Eventually.holds("no problem", () -> loop.problem().isEmpty());
        } finally {
            loop.stop();
            loop.join();
        }
    }
}

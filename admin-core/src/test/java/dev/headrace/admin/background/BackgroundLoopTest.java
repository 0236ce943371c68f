package dev.headrace.admin.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
}

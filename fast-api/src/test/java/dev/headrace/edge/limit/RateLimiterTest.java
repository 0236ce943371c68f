package dev.headrace.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.edge.http.ProblemException;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final RateLimiter limiter = new RateLimiter(new Rate(2, 4), nanos::get);

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            limiter.take("anna");
        }
    }

    @Test
    void burstIsLimited() {
        take(4);
        assertThatThrownBy(() -> limiter.take("anna")).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("429");
        assertThatCode(() -> limiter.take("bert")).doesNotThrowAnyException();
    }

    @Test
    void tokensAreRefilledOverTime() {
        take(4);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        take(2);
        assertThatThrownBy(() -> limiter.take("anna")).isInstanceOf(ProblemException.class);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        take(4);
        assertThatThrownBy(() -> limiter.take("anna")).isInstanceOf(ProblemException.class);
    }

    @Test
    void rejectionHasRetryAfter() {
        RateLimiter slow = new RateLimiter(new Rate(1, 1), nanos::get);
        slow.take("anna");
        ProblemException rejected = catchThrowableOfType(ProblemException.class, () -> slow.take("anna"));
        long seconds = Long.parseLong(rejected.problem().headers().getOrDefault(Headers.RETRY_AFTER, "0"));
        assertThat(seconds).isBetween(1L, 2L);
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        slow.take("anna");
    }

    @Test
    void rateOfZeroIsUnlimited() {
        RateLimiter none = new RateLimiter(new Rate(0, 1), nanos::get);
        for (int i = 0; i < 1_000; i++) {
            none.take("anna");
        }
        assertThatCode(() -> none.take("anna")).doesNotThrowAnyException();
    }
}

package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void ofManyAttemptsAtOnceOnlyAFewAreLookedAt() {
        long admitted = IntStream.range(0, 1_000).parallel().filter(_ -> throttle.admits("a@example.org", "host"))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MOST_TOGETHER);
    }

    @Test
    void whoGuessesAtAnAddressDoesNotShutItOutForOtherHosts() {
        for (int i = 0; i < 1_000; i++) {
            throttle.admits("A@example.org ", "one");
        }

        assertThat(throttle.admits("a@example.org", "one")).isFalse();
        assertThat(throttle.admits("a@example.org", "other")).isTrue();
    }

    @Test
    void manyHostsTogetherMayNotGuessForEver() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits("a@example.org", "host " + i)).count();

        assertThat(admitted).isEqualTo(SignInThrottle.MOST_ALONE);
    }

    @Test
    void oneHostMayNotTryAllAddressesForEver() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits(i + "@example.org", "host")).count();

        assertThat(admitted).isEqualTo(SignInThrottle.MOST_ALONE);
    }

    @Test
    void whoKnowsThePasswordIsNeverTurnedAway() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.admits("a@example.org", "host")).isTrue();
            throttle.forgive("a@example.org", "host");
        }
    }

    @Test
    void anAttemptThatNobodyLookedAtDoesNotCountAndForgivesNothing() {
        for (int i = 0; i < SignInThrottle.MOST_TOGETHER; i++) {
            throttle.admits("a@example.org", "host");
        }
        throttle.giveBack("a@example.org", "host");

        assertThat(throttle.admits("a@example.org", "host")).isTrue();
        assertThat(throttle.admits("a@example.org", "host")).isFalse();
    }

    @Test
    void addressesOfAnyLengthAreKeptShort() {
        String endless = "a".repeat(10_000);
        for (int i = 0; i < SignInThrottle.MOST_TOGETHER; i++) {
            throttle.admits(endless, "host");
        }

        assertThat(throttle.admits(endless + "b", "host")).isFalse();
    }
}

package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void onlyAFewOfManyConcurrentAttemptsAreAdmitted() {
        long admitted = IntStream.range(0, 1_000).parallel().filter(_ -> throttle.admits("a@example.org", "host"))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_ADDRESS_AND_HOST);
    }

    @Test
    void oneHostCannotLockAnAddressForOthers() {
        for (int i = 0; i < 1_000; i++) {
            throttle.admits("A@example.org ", "one");
        }

        assertThat(throttle.admits("a@example.org", "one")).isFalse();
        assertThat(throttle.admits("a@example.org", "other")).isTrue();
    }

    @Test
    void attemptsForOneAddressFromManyHostsAreLimited() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits("a@example.org", "host " + i)).count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_ADDRESS_OR_HOST);
    }

    @Test
    void attemptsFromOneHostForManyAddressesAreLimited() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits(i + "@example.org", "host")).count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_ADDRESS_OR_HOST);
    }

    @Test
    void successfulAttemptsAreNeverRejected() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.admits("a@example.org", "host")).isTrue();
            throttle.reset("a@example.org", "host");
        }
    }

    @Test
    void anUncheckedAttemptIsNotCountedAndDoesNotResetTheCount() {
        for (int i = 0; i < SignInThrottle.MAX_PER_ADDRESS_AND_HOST; i++) {
            throttle.admits("a@example.org", "host");
        }
        throttle.uncountAttempt("a@example.org", "host");

        assertThat(throttle.admits("a@example.org", "host")).isTrue();
        assertThat(throttle.admits("a@example.org", "host")).isFalse();
    }

    @Test
    void longAddressesAreTruncated() {
        String endless = "a".repeat(10_000);
        for (int i = 0; i < SignInThrottle.MAX_PER_ADDRESS_AND_HOST; i++) {
            throttle.admits(endless, "host");
        }

        assertThat(throttle.admits(endless + "b", "host")).isFalse();
    }
}

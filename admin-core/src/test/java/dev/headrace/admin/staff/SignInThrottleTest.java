package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class SignInThrottleTest {

    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void onlyAFewOfManyConcurrentAttemptsAreAdmitted() {
        long admitted = IntStream.range(0, 1_000).parallel()
                .filter(_ -> throttle.admits(attempt("a@example.org", "host")))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_SOURCE);
    }

    @Test
    void oneHostCannotLockAnAddressForOthers() {
        for (int i = 0; i < 1_000; i++) {
            throttle.admits(attempt("A@example.org ", "one"));
        }

        assertThat(throttle.admits(attempt("a@example.org", "one"))).isFalse();
        assertThat(throttle.admits(attempt("a@example.org", "other"))).isTrue();
    }

    @Test
    void attemptsForOneAddressFromManyHostsAreLimited() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits(attempt("a@example.org", "host " + i)))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_ADDRESS_OR_HOST);
    }

    @Test
    void attemptsFromOneHostForManyAddressesAreLimited() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits(attempt(i + "@example.org", "host")))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_ADDRESS_OR_HOST);
    }

    @Test
    void successfulAttemptsAreNeverRejected() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.admits(attempt("a@example.org", "host"))).isTrue();
            throttle.reset(attempt("a@example.org", "host"));
        }
    }

    @Test
    void anUncheckedAttemptIsNotCountedAndDoesNotResetTheCount() {
        for (int i = 0; i < SignInThrottle.MAX_PER_SOURCE; i++) {
            throttle.admits(attempt("a@example.org", "host"));
        }
        throttle.uncountAttempt(attempt("a@example.org", "host"));

        assertThat(throttle.admits(attempt("a@example.org", "host"))).isTrue();
        assertThat(throttle.admits(attempt("a@example.org", "host"))).isFalse();
    }

    @Test
    void longAddressesAreTruncated() {
        String endless = "a".repeat(10_000);
        for (int i = 0; i < SignInThrottle.MAX_PER_SOURCE; i++) {
            throttle.admits(attempt(endless, "host"));
        }

        assertThat(throttle.admits(attempt(endless + "b", "host"))).isFalse();
    }

    @Test
    void paddingDoesNotChangeAnAddress() {
        List<String> padded = List.of("a@example.org", "\u0001a@example.org", "A@Example.org\u0000",
                "\u2003a@example.org",
                " \u0001 a@example.org\t\u00a0");
        padded.forEach(email -> throttle.admits(attempt(email, "host")));

        assertThat(throttle.admits(attempt("\u0002a@example.org", "host"))).isFalse();
    }

    @Test
    void guessesOfOthersDoNotLockAPersonOutOfAKnownDevice() {
        for (int i = 0; i < 1_000; i++) {
            throttle.admits(attempt("a@example.org", "host " + i));
        }
        SignInAttempt known = new SignInAttempt("a@example.org", "host 1", "device");

        assertThat(throttle.admits(attempt("a@example.org", "another host"))).isFalse();
        for (int i = 0; i < SignInThrottle.MAX_PER_SOURCE; i++) {
            assertThat(throttle.admits(known)).isTrue();
        }
        assertThat(throttle.admits(known)).isFalse();
    }

    private static SignInAttempt attempt(String email, String host) {
        return new SignInAttempt(Person.emailOf(email), host, null);
    }
}

package dev.headrace.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class SignInThrottleTest {

    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-14T08:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

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

        assertThat(admitted).isEqualTo(WaitingLines.AT_ONCE);
    }

    /** They guess for two days, as often as they may; the person tries again when the page says so. */
    @Test
    void aPersonOnANewBrowserWaitsWhileManyHostsGuess() {
        List<Instant> guesses = new ArrayList<>();
        Instant start = clock.instant();
        Instant signedIn = null;
        for (int minute = 0; minute < 2 * 24 * 60; minute++) {
            for (int host = 0; host < 1_000; host++) {
                if (throttle.admits(attempt("a@example.org", "host " + host))) {
                    guesses.add(clock.instant());
                }
            }
            if (minute >= 30 && signedIn == null && throttle.admits(attempt("a@example.org", "person"))) {
                signedIn = clock.instant();
            }
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(signedIn).isNotNull().isBefore(start.plus(Duration.ofMinutes(30 + 1_000 / 10 + 2)));
        assertThat(guesses).hasSizeLessThanOrEqualTo(WaitingLines.AT_ONCE + 2 * 24 * 60 * 10);
        for (int i = 0; i + 2 * WaitingLines.AT_ONCE + 10 < guesses.size(); i++) {
            assertThat(guesses.get(i + 2 * WaitingLines.AT_ONCE + 10))
                    .isAfter(guesses.get(i).plus(Duration.ofMinutes(10)));
        }
    }

    /** Such as while all processors check passwords. */
    @Test
    void whoCouldNotBeCheckedKeepsTheirPlace() {
        IntStream.range(0, 200).forEach(i -> throttle.admits(attempt("a@example.org", "host " + i)));

        throttle.uncountAttempt(attempt("a@example.org", "host 7"));

        assertThat(throttle.admits(attempt("a@example.org", "host 150"))).isFalse();
        assertThat(throttle.admits(attempt("a@example.org", "host 7"))).isTrue();
        assertThat(throttle.admits(attempt("a@example.org", "host 7"))).isFalse();
    }

    @Test
    void anAddressOfWhichNobodyGuessesHasAllAttemptsAgain() {
        IntStream.range(0, 1_000).forEach(i -> throttle.admits(attempt("a@example.org", "host " + i)));
        clock.advance(Duration.ofDays(2));

        assertThat(IntStream.range(0, 1_000).filter(i -> throttle.admits(attempt("a@example.org", "host " + i))))
                .hasSize(WaitingLines.AT_ONCE);
    }

    @Test
    void clientsOfAnIpv6NetworkAreOneHost() {
        assertThat(SignInAttempt.host("2001:db8:1:2::1")).isEqualTo(SignInAttempt.host("2001:db8:1:2:3:4:5:6"))
                .isNotEqualTo(SignInAttempt.host("2001:db8:1:3::1"));
        assertThat(SignInAttempt.host("192.0.2.1")).isNotEqualTo(SignInAttempt.host("192.0.2.2"));
        assertThat(SignInAttempt.host("proxy.example")).isEqualTo("proxy.example");
    }

    @Test
    void attemptsFromOneHostForManyAddressesAreLimited() {
        long admitted = IntStream.range(0, 1_000).filter(i -> throttle.admits(attempt(i + "@example.org", "host")))
                .count();

        assertThat(admitted).isEqualTo(SignInThrottle.MAX_PER_HOST);
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

package dev.headrace.admin.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits the attempts for an email address from all hosts together: a number at once, and then one for each interval. Hosts
 * that come when no attempt is left wait in line: each gets a time from which it may make one. So guessing from many hosts
 * delays a person, but does not lock them out.
 */
final class WaitingLines {

    static final int AT_ONCE = 100;
    static final Duration INTERVAL = Duration.ofSeconds(6);

    /** How long a host that has waited may make its attempt. */
    static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final Duration MAX_WAIT = Duration.ofDays(1);
    private static final Duration SAVED_TIME = INTERVAL.multipliedBy(AT_ONCE - 1);

    private final Clock clock;
    /** By email address, the time of the next attempt that nobody has used or waits for. */
    private final Cache<String, Instant> next;
    private final Cache<Place, Instant> waiting;

    /** A host's place in the line of an address. */
    private record Place(String address, String host) {}

    /** @param maxCounters maximum number of addresses, and of waiting hosts */
    WaitingLines(Clock clock, Ticker ticker, int maxCounters) {
        this.clock = clock;
        this.next = Caffeine.newBuilder().maximumSize(maxCounters).ticker(ticker)
                .expireAfterWrite(MAX_WAIT.plus(SAVED_TIME)).build();
        this.waiting = Caffeine.newBuilder().maximumSize(maxCounters).ticker(ticker)
                .expireAfterWrite(MAX_WAIT.plus(VALIDITY)).build();
    }

    /** Whether an attempt may be made now, which is then counted; if not, the host has a place in the line. */
    synchronized boolean admits(String address, String host) {
        Instant now = clock.instant();
        Place place = new Place(address, host);
        Instant due = waiting.getIfPresent(place);
        if (due == null || now.isAfter(due.plus(VALIDITY))) {
            return takeNext(place, now);
        }
        if (now.isBefore(due)) {
            return false;
        }
        waiting.invalidate(place);
        return true;
    }

    private boolean takeNext(Place place, Instant now) {
        Instant oldest = now.minus(SAVED_TIME);
        Instant following = next.getIfPresent(place.address);
        Instant taken = following == null || following.isBefore(oldest) ? oldest : following;
        if (taken.isAfter(now.plus(MAX_WAIT))) {
            return false;
        }
        next.put(place.address, taken.plus(INTERVAL));
        if (taken.isAfter(now)) {
            waiting.put(place, taken);
            return false;
        }
        return true;
    }

    /** Allows another attempt for an address, instead of one that was admitted. */
    synchronized void giveBack(String address) {
        next.asMap().computeIfPresent(address, (_, time) -> time.minus(INTERVAL));
    }

    /** Lets a host make its attempt later, because the one that was admitted could not be checked. */
    synchronized void keepPlace(String address, String host) {
        waiting.put(new Place(address, host), clock.instant());
    }

    /** How long a host must wait; empty if it has no place in the line. */
    synchronized Optional<Duration> remaining(String address, String host) {
        return Optional.ofNullable(waiting.getIfPresent(new Place(address, host)))
                .map(due -> Duration.between(clock.instant(), due)).filter(Duration::isPositive);
    }
}

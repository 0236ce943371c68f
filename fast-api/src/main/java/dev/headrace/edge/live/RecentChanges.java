package dev.headrace.edge.live;

import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes, once in memory for all streams. Streams read them at their own pace, so a slow client costs no memory, but
 * may be too far behind.
 */
final class RecentChanges {

    /** The change with a number is at its remainder. */
    private final @Nullable ChangeEvent[] ring;
    private int size;
    private @Nullable Position head;
    private long resynchronizations;

    /** @param capacity maximum number of changes in memory */
    RecentChanges(int capacity) {
        ring = new ChangeEvent[capacity];
    }

    /**
     * The position that this edge has reached: what it serves contains all changes up to it.
     *
     * @throws ProblemException 503 while it is not known
     */
    synchronized Position head() {
        Position known = head;
        if (known == null) {
            throw new ProblemException(Problem.retryLater(503, "This edge does not follow changes yet.", 1));
        }
        return known;
    }

    /** Number of times that changes were missed. */
    synchronized long resynchronizations() {
        return resynchronizations;
    }

    /** Continues at a position without the changes before it. */
    synchronized void skipTo(Position position) {
        if (!position.equals(head)) {
            clear();
            head = position;
        }
    }

    /** Changes were missed. */
    synchronized void resynchronize(Position position) {
        clear();
        head = position;
        resynchronizations++;
    }

    private void clear() {
        Arrays.fill(ring, null);
        size = 0;
    }

    /** @param next the changes after the head; those delivered before are ignored */
    synchronized void add(Collection<ChangeEvent> next) {
        for (ChangeEvent event : next) {
            Position position = event.change().position();
            if (head == null || position.number() > head.number()) {
                ring[index(position.number())] = event;
                size = Math.min(size + 1, ring.length);
                head = position;
            }
        }
    }

    private int index(long number) {
        return (int) (number % ring.length);
    }

    /** Whether it has all changes after a number. */
    synchronized boolean covers(long number) {
        return head != null && number >= head.number() - size && number <= head.number();
    }

    /**
     * The first changes after a number.
     *
     * @return empty if it does not have all of them any more
     */
    synchronized Optional<List<ChangeEvent>> after(long number, int max) {
        Position last = head;
        if (last == null || !covers(number)) {
            return Optional.empty();
        }
        List<ChangeEvent> found = new ArrayList<>();
        for (long next = number + 1; next <= last.number() && found.size() < max; next++) {
            found.add(Objects.requireNonNull(ring[index(next)]));
        }
        return Optional.of(found);
    }
}

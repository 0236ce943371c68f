package dev.headrace.edge.live;

import dev.headrace.edge.follow.Position;
import dev.headrace.edge.index.Journal;
import dev.headrace.model.StreamPosition;
import java.io.IOException;
import java.util.Optional;

/** Decides whether this edge has all changes since a token. */
final class Resumption {

    private final RecentChanges recent;
    private final Journal journal;

    Resumption(RecentChanges recent, Journal journal) {
        this.recent = recent;
        this.journal = journal;
    }

    /**
     * The position after which changes must be sent. It may be before the token: another edge may be ahead of this one.
     *
     * @return empty if changes may be missing
     * @throws IOException if the journal cannot be read
     */
    Optional<Position> after(SyncToken token) throws IOException {
        Position head = recent.head();
        if (!token.isOf(head.epoch())) {
            return Optional.empty();
        }
        StreamPosition reached = StreamPosition.parse(head.entry());
        int inTime = token.entry().compareTo(reached);
        if (token.number() > head.number()) {
            return onlyIf(inTime > 0, head);
        }
        if (token.number() == head.number()) {
            return onlyIf(inTime == 0, head);
        }
        return onlyIf(inTime <= 0 && journal.reaches(token.number()) && isInHistory(token),
                new Position(head.epoch(), token.entry().format(), token.number()));
    }

    /** A Redis that lost its last changes gives their numbers to others, which are later. */
    private boolean isInHistory(SyncToken token) throws IOException {
        Optional<Position> newest = journal.newestUpTo(token.number());
        if (newest.isEmpty()) {
            return true;
        }
        int inTime = StreamPosition.parse(newest.get().entry()).compareTo(token.entry());
        // The documents of an overlay have numbers of their own in one entry.
        return inTime == 0 || inTime == Long.compare(newest.get().number(), token.number());
    }

    private static Optional<Position> onlyIf(boolean condition, Position position) {
        return condition ? Optional.of(position) : Optional.empty();
    }
}

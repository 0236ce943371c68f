package dev.headrace.edge.follow;

import dev.headrace.edge.redis.ChangeStream;
import dev.headrace.edge.redis.StreamEntry;
import dev.headrace.model.ChangeEntry;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.OverlayChange;
import dev.headrace.model.StreamPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads what the change stream still has, up to its newest entry at the beginning. */
final class KeptChanges {

    /** More than a core keeps in the stream. */
    private static final int MAX_ENTRIES = 20_000;
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final String epoch;
    private final Position newest;
    private final Deque<Change> kept = new ArrayDeque<>();

    private KeptChanges(String epoch, Position newest) {
        this.epoch = epoch;
        this.newest = newest;
    }

    /**
     * The latest entries without a gap between them; none if only the newest one is known.
     *
     * @throws dev.headrace.edge.redis.RedisUnavailableException if Redis is unavailable
     */
    static Changes read(ChangeStream stream, String epoch) throws InterruptedException {
        Optional<StreamEntry> newest = stream.newest();
        if (newest.isEmpty()) {
            return new Changes(List.of(), Position.start(epoch));
        }
        KeptChanges kept = new KeptChanges(epoch, position(epoch, newest.get()));
        String from = StreamPosition.START.format();
        while (kept.newest.isAfter(from)) {
            List<StreamEntry> entries = stream.after(from, TIMEOUT);
            if (entries.isEmpty()) {
                // The stream was deleted at this moment.
                return new Changes(List.of(), kept.newest);
            }
            entries.forEach(kept::add);
            from = entries.getLast().id();
        }
        return kept.changes();
    }

    private static Position position(String epoch, StreamEntry entry) {
        return new Position(epoch, entry.id(), ChangeEntry.parse(entry.fields()).number());
    }

    private void add(StreamEntry entry) {
        ChangeEntry parsed = ChangeEntry.parse(entry.fields());
        Position position = new Position(epoch, entry.id(), parsed.number());
        if (position.isAfter(newest.entry())) {
            return;
        }
        if (!kept.isEmpty() && kept.getLast().position().number() + parsed.change().numbers() != position.number()) {
            kept.clear();
        }
        switch (parsed.change()) {
            case DocumentChange document -> {
                if (kept.size() == MAX_ENTRIES) {
                    kept.removeFirst();
                }
                kept.add(new Change(position, document));
            }
            // Which documents it had may not be known any more.
            case OverlayChange _ -> kept.clear();
        }
    }

    private Changes changes() {
        boolean isComplete = !kept.isEmpty() && kept.getLast().position().equals(newest);
        return new Changes(isComplete ? List.copyOf(kept) : List.of(), newest);
    }
}

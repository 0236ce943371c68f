package dev.headrace.edge.queue;

import dev.headrace.edge.redis.Store;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The events of one message. */
final class Batch {

    // The message around the events.
    private static final int FRAME = 64;

    private final List<String> elements = new ArrayList<>();
    private final Map<Partition, List<String>> ids = new HashMap<>();
    private int length = FRAME;

    /** Whether one more event fits into the message. */
    boolean hasRoomFor(OutboxEntry entry) {
        boolean fits = elements.size() < InteractionCodec.MAX_EVENTS
                && length + entry.element().length() + 1 <= InteractionCodec.MAX_MESSAGE_LENGTH;
        return fits || elements.isEmpty();
    }

    void add(OutboxEntry entry) {
        elements.add(entry.element());
        length += entry.element().length() + 1;
        ids.computeIfAbsent(entry.partition(), _ -> new ArrayList<>()).add(entry.id());
    }

    String message() {
        return InteractionCodec.message(elements);
    }

    /**
     * Removes the events from their outboxes asynchronously: a remaining entry is sent again, and the core deduplicates it
     * by id.
     */
    void removeFrom(Store store) {
        store.batch(() -> ids.forEach((partition, entries) -> {
            var _ = store.deleteEntries(RedisKeys.outbox(partition), entries);
        }));
    }
}

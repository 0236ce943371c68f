package dev.headrace.edge.queue;

import dev.headrace.edge.redis.Store;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.Partition;
import dev.headrace.model.RedisKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events that go into one message. */
final class Batch {

    // The message's own text, and the commas.
    private static final int FRAME = 64;

    private final List<String> elements = new ArrayList<>();
    private final Map<Partition, List<String>> ids = new HashMap<>();
    private int length = FRAME;

    /** Whether the message stays within its bounds with one more event. */
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
     * Removes the events from their outboxes, without waiting for it: an entry that remains is sent again, and the core
     * recognizes its id.
     */
    void removeFrom(Store store) {
        store.together(() -> ids.forEach((partition, entries) -> {
            var _ = store.deleteEntries(RedisKeys.outbox(partition), entries);
        }));
    }
}

package dev.headrace.admin.projection;

import dev.headrace.model.Heartbeat;
import dev.headrace.model.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The read positions of the running edges in the announcement stream, see {@code RedisKeys.EDGES}. */
final class RunningEdges {

    private static final Duration MAX_SILENCE = Duration.ofSeconds(5);
    private static final int MAX_EDGES = 10_000;

    private final Map<String, StreamPosition> positions = new ConcurrentHashMap<>();

    /**
     * Handles a message that an edge has published.
     *
     * @param text a {@link Heartbeat.Message}
     * @return whether the message is valid
     */
    boolean update(String text) {
        Optional<Heartbeat.Message> message = Heartbeat.Message.parse(text);
        if (positions.size() < MAX_EDGES) {
            // Messages of one edge arrive in order, but a refresh may have read a later note.
            message.ifPresent(read -> positions.merge(read.edge(), read.heartbeat().position(),
                    (known, next) -> known.compareTo(next) > 0 ? known : next));
        }
        return message.isPresent();
    }

    /**
     * Replaces all positions by those in Redis.
     *
     * @param notes by edge name
     * @param now Redis's time in epoch milliseconds
     */
    void refresh(Map<String, byte[]> notes, long now) {
        Map<String, StreamPosition> present = new ConcurrentHashMap<>();
        notes.forEach((edge, note) -> Heartbeat.parse(new String(note, StandardCharsets.US_ASCII))
                .filter(heartbeat -> heartbeat.writtenAt() > now - MAX_SILENCE.toMillis())
                .ifPresent(heartbeat -> present.put(edge, heartbeat.position())));
        positions.keySet().retainAll(present.keySet());
        positions.putAll(present);
    }

    int count() {
        return positions.size();
    }

    /** The position of the slowest edge; empty if none is running. */
    Optional<StreamPosition> slowest() {
        return positions.values().stream().min(Comparator.naturalOrder());
    }
}

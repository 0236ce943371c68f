package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.StreamPosition;
import dev.headrace.model.Heartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read positions of the running edges in the announcement stream, see {@code RedisKeys.EDGES}. */
final class RunningEdges {

    private static final Logger log = LoggerFactory.getLogger(RunningEdges.class);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(5);
    private static final int MAX_EDGES = 10_000;

    private final Map<String, StreamPosition> positions = new ConcurrentHashMap<>();

    /**
     * Handles a message that an edge has published.
     *
     * @param message the edge's name, a space, and its note
     * @return whether the message is valid
     */
    boolean update(String message) {
        int space = message.indexOf(' ');
        Optional<StreamPosition> position = space < 0 ? Optional.empty() : position(message.substring(space + 1), 0);
        if (positions.size() < MAX_EDGES) {
            // Messages of one edge arrive in order, but a refresh may have read a later note.
            position.ifPresent(read -> positions.merge(message.substring(0, space), read,
                    (known, next) -> known.compareTo(next) > 0 ? known : next));
        }
        return position.isPresent();
    }

    /**
     * Replaces all positions by those in Redis.
     *
     * @param notes by edge name
     * @param now Redis's time in epoch milliseconds
     */
    void refresh(Map<String, byte[]> notes, long now) {
        Map<String, StreamPosition> present = new ConcurrentHashMap<>();
        notes.forEach((edge, note) -> position(new String(note, StandardCharsets.US_ASCII),
                now - MAX_SILENCE.toMillis()).ifPresent(position -> present.put(edge, position)));
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

    /** Empty if the note is outdated or invalid. */
    private static Optional<StreamPosition> position(String note, long oldest) {
        try {
            return Heartbeat.parse(note).filter(heartbeat -> heartbeat.writtenAt() > oldest)
                    .map(heartbeat -> StreamPosition.parse(heartbeat.position()));
        } catch (NumberFormatException e) {
            log.debug("Invalid edge note: {}", note, e);
            return Optional.empty();
        }
    }
}

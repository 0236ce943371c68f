package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far each running edge has read the announcements. Notes are written by the edges, see {@code RedisKeys.EDGES}. */
final class RunningEdges {

    private static final Logger log = LoggerFactory.getLogger(RunningEdges.class);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(5);
    private static final int MAX_EDGES = 10_000;

    private final Map<String, StreamPosition> positions = new ConcurrentHashMap<>();

    /**
     * Takes what an edge has just published.
     *
     * @param message the edge's name, a space, and its note
     * @return whether it is a message of an edge
     */
    boolean take(String message) {
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
     * Replaces everything by what Redis has.
     *
     * @param notes by the edges' names
     * @param now Redis' time, milliseconds since 1970
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

    /** How far all of them have read; empty if none runs. */
    Optional<StreamPosition> least() {
        return positions.values().stream().min(Comparator.naturalOrder());
    }

    /** Empty for an edge that has been silent, and for what no edge wrote. */
    private static Optional<StreamPosition> position(String note, long oldest) {
        String[] parts = note.split(" ", 2);
        try {
            return parts.length == 2 && Long.parseLong(parts[1]) > oldest
                    ? Optional.of(StreamPosition.parse(parts[0]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            log.debug("Not the note of an edge: {}", note, e);
            return Optional.empty();
        }
    }
}

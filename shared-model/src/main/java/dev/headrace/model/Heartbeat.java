package dev.headrace.model;

import java.util.Optional;

/**
 * What a running edge writes to {@link RedisKeys#EDGES}: how far it has followed {@link RedisKeys#CHANGES}.
 *
 * @param position the last entry of the stream that it has processed
 * @param writtenAt Redis time in milliseconds since 1970
 */
public record Heartbeat(String position, long writtenAt) {

    /** The position, a space and the time. */
    public String format() {
        return position + " " + writtenAt;
    }

    /** Empty if the text is not a heartbeat. */
    public static Optional<Heartbeat> parse(String text) {
        String[] parts = text.split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new Heartbeat(parts[0], Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

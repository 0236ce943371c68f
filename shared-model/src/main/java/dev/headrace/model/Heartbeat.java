package dev.headrace.model;

import java.util.Optional;

/**
 * What a running edge writes to {@link RedisKeys#EDGES}: how far it has followed {@link RedisKeys#CHANGES}.
 *
 * @param position the last entry of the stream that it has processed
 * @param writtenAt Redis time in milliseconds since 1970
 */
public record Heartbeat(StreamPosition position, long writtenAt) {

    /** A message in {@link RedisKeys#SEEN}: an edge's heartbeat as soon as it is written. */
    public record Message(String edge, Heartbeat heartbeat) {

        /** The edge's name, a space and the heartbeat. */
        public String format() {
            return edge + " " + heartbeat.format();
        }

        /** Empty if the text is not such a message. The name may contain spaces. */
        public static Optional<Message> parse(String text) {
            int end = text.lastIndexOf(' ', text.lastIndexOf(' ') - 1);
            return end < 0
                    ? Optional.empty()
                    : Heartbeat.parse(text.substring(end + 1)).map(read -> new Message(text.substring(0, end), read));
        }
    }

    /** The position, a space and the time. */
    public String format() {
        return position.format() + " " + writtenAt;
    }

    /** Empty if the text is not a heartbeat. */
    public static Optional<Heartbeat> parse(String text) {
        String[] parts = text.split(" ", 2);
        try {
            return parts.length == 2
                    ? Optional.of(new Heartbeat(StreamPosition.parse(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

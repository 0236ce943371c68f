package dev.headrace.edge.follow;

import dev.headrace.model.StreamPosition;

/**
 * A position in the change stream: all entries up to it have been processed.
 *
 * @param epoch the Redis epoch, see {@link dev.headrace.model.RedisKeys#EPOCH}; empty if there is none
 * @param entry id of the last entry
 * @param number number of that entry; entries are numbered without gaps
 */
public record Position(String epoch, String entry, long number) {

    static Position start(String epoch) {
        return new Position(epoch, StreamPosition.START.format(), 0);
    }

    /** Whether this position is after an entry id. */
    boolean isAfter(String id) {
        return StreamPosition.parse(entry).compareTo(StreamPosition.parse(id)) > 0;
    }
}

package dev.headrace.edge.follow;

/**
 * A position in the change stream: all entries up to it have been processed.
 *
 * @param epoch the Redis epoch, see {@link dev.headrace.model.RedisKeys#EPOCH}; empty if there is none
 * @param entry id of the last entry
 * @param number number of that entry; entries are numbered without gaps
 */
public record Position(String epoch, String entry, long number) {

    static final String START = "0-0";

    static Position start(String epoch) {
        return new Position(epoch, START, 0);
    }

    /** Whether this position is after an entry id. */
    boolean isAfter(String id) {
        int dash = entry.indexOf('-');
        int otherDash = id.indexOf('-');
        int byTime = Long.compareUnsigned(Long.parseUnsignedLong(entry.substring(0, dash)),
                Long.parseUnsignedLong(id.substring(0, otherDash)));
        return byTime != 0
                ? byTime > 0
                : Long.compareUnsigned(Long.parseUnsignedLong(entry.substring(dash + 1)),
                        Long.parseUnsignedLong(id.substring(otherDash + 1))) > 0;
    }
}

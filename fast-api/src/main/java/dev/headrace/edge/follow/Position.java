package dev.headrace.edge.follow;

/**
 * A place in the stream of changes: everything up to it has been followed.
 *
 * @param epoch name of Redis' contents, see {@link dev.headrace.model.RedisKeys#EPOCH}; empty if they have none
 * @param entry id of the last entry
 * @param number of that entry; entries are numbered without gaps
 */
public record Position(String epoch, String entry, long number) {

    static final String START = "0-0";

    static Position start(String epoch) {
        return new Position(epoch, START, 0);
    }

    /** Whether an entry's id comes before that of this position. */
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

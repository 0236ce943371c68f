package dev.headrace.model;

import java.util.List;

/**
 * An overlay became active, or is not active any more.
 *
 * @param begins whether it became active
 * @param documents number of the documents that change, each of which takes a number of the change stream, in the order of
 *     their {@linkplain Overlay#record fields}; 0 if nothing changes for readers
 */
public record OverlayChange(Overlay overlay, boolean begins, long documents) implements ChangeEntry.Change {

    /** Appends the change to {@link RedisKeys#CHANGES}. Returns the {@link StreamPosition} of the entry. */
    public ScriptCall announce() {
        return new ScriptCall(RedisScript.ANNOUNCE_OVERLAY, List.of(RedisKeys.CHANGES),
                List.of(Integer.toString(Announcement.KEPT), Long.toString(numbers()), ChangeEntry.state(this),
                        overlay.id()));
    }

    @Override
    public long numbers() {
        return Math.max(1, documents);
    }
}

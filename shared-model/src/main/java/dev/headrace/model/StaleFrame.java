package dev.headrace.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame of no known document for {@code drop_stale.lua} to remove, unless it has been replaced by a newer one.
 *
 * @param key the frame's key, or {@link RedisKeys#index} for an index record
 * @param field null if it is not an index record
 */
public record StaleFrame(String key, @Nullable String field, long version) {

    /** The script's result is 1 if the frame was removed, else 0. */
    public ScriptCall call() {
        String stale = Version.format(version);
        return new ScriptCall(RedisScript.DROP_STALE, List.of(key),
                field == null ? List.of(stale) : List.of(stale, field));
    }
}

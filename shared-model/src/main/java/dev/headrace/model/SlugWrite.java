package dev.headrace.model;

import java.util.List;

/**
 * The frame of a slug for {@code put_frames.lua} to write, unless the present one is newer.
 *
 * @param frame a pointer to the entry, or a tombstone
 */
public record SlugWrite(String type, String locale, String slug, Frame frame) {

    private static final String FOREVER = "0";

    /** The script's result is the number of frames written. */
    public ScriptCall call() {
        String keep = frame.kind() == Frame.Kind.TOMBSTONE ? Long.toString(Frame.TOMBSTONE_AGE.toMillis()) : FOREVER;
        return new ScriptCall(RedisScript.PUT_FRAMES, List.of(RedisKeys.slug(type, locale, slug)),
                List.of(frame.encodeAsText(), keep));
    }
}

package dev.headrace.model;

import java.util.List;

/**
 * The OpenAPI description of the edge's API for {@code put_frames.lua} to write, unless the present one is newer.
 *
 * @param frame a document, or a tombstone if the description is too large; its version is that of the model
 */
public record DescriptionWrite(Frame frame) {

    private static final String FOREVER = "0";

    /** The script's result is 1 if the description was written, else 0. */
    public ScriptCall call() {
        return new ScriptCall(RedisScript.PUT_FRAMES, List.of(RedisKeys.DESCRIPTION),
                List.of(frame.encodeAsText(), FOREVER));
    }
}

package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The table of redirects for {@code put_frames.lua} to write, unless the present one is newer. */
public record RedirectsWrite(long version, PublishedRedirects redirects) {

    private static final String FOREVER = "0";

    /** The script's result is 1 if the table was written, else 0. */
    public ScriptCall call() {
        return new ScriptCall(RedisScript.PUT_FRAMES, List.of(RedisKeys.REDIRECTS),
                List.of(Frame.document(version, redirects.toJson().getBytes(UTF_8)).encodeAsText(), FOREVER));
    }
}

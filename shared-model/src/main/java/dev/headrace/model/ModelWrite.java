package dev.headrace.model;

import java.util.List;

/**
 * The model for {@code put_model.lua} to write. The script's result is {@link DocumentWrite#NEWER} if Redis has a newer
 * version, which is kept.
 *
 * @param always whether to replace even a newer version
 */
public record ModelWrite(PublishedModel model, boolean always) {

    public ScriptCall call() {
        return new ScriptCall(RedisScript.PUT_MODEL, List.of(RedisKeys.MODEL),
                List.of(model.toJson(), Long.toString(model.version()), always ? "1" : "0"));
    }
}

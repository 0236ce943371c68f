package dev.headrace.edge.description;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The description as the core has published it.
 *
 * @param body null if there is none
 */
record Description(@Nullable KeptBody body, String quotedEtag) implements Cached {

    /**
     * Reads a description.
     *
     * @param bytes a frame as Redis holds it; null if there is none
     * @param grown called when its weight has changed
     */
    static Description of(byte @Nullable [] bytes, Runnable grown) {
        Frame frame = StoredFrame.decode(bytes);
        return frame == null || frame.kind() != Frame.Kind.DOCUMENT
                ? new Description(null, "")
                : new Description(new KeptBody(frame.body(), grown), "\"" + frame.etag() + "\"");
    }

    @Override
    public int weight() {
        return body == null ? 0 : body.size();
    }

    @Override
    public boolean isAbsence() {
        return body == null;
    }
}

package dev.headrace.edge.documents;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Frame;
import dev.headrace.model.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The published content of a key: a frame from Redis, prepared for serving. */
public sealed interface Published extends Cached {

    /**
     * A document.
     *
     * @param etag without quotes
     * @param nextChange seconds since 1970 of its next scheduled change; 0 if none is scheduled
     */
    record Document(Target target, String etag, String quotedEtag, CacheTags tags, long nextChange,
            Body body) implements Published {

        private static final int HEADERS = 400;

        @Override
        public int weight() {
            return body.size() + HEADERS;
        }
    }

    /** The id of the document with a slug. */
    record Pointer(String id) implements Published {

        @Override
        public int weight() {
            return id.length();
        }
    }

    /** Never published, or unpublished. */
    record Absent() implements Published {

        @Override
        public int weight() {
            return 0;
        }

        @Override
        public boolean isAbsence() {
            return true;
        }
    }

    Published ABSENT = new Absent();

    /**
     * @param frame as Redis holds it, or null
     * @param grown called when the document's weight has changed
     */
    static Published document(Target target, byte @Nullable [] frame, Runnable grown) {
        Frame decoded = StoredFrame.decode(frame);
        if (decoded == null || decoded.kind() != Frame.Kind.DOCUMENT) {
            return ABSENT;
        }
        return new Document(target, decoded.etag(), "\"" + decoded.etag() + "\"",
                CacheTags.of(List.of(target)), decoded.nextChange(),
                Body.kept(ByteBuffer.wrap(decoded.body()), grown));
    }

    /** @param frame as Redis holds it, or null */
    static Published pointer(byte @Nullable [] frame) {
        Frame decoded = StoredFrame.decode(frame);
        return decoded != null && decoded.kind() == Frame.Kind.POINTER
                ? new Pointer(new String(decoded.body(), StandardCharsets.ISO_8859_1))
                : ABSENT;
    }
}

package dev.headrace.edge.documents;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Frame;
import dev.headrace.model.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
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
            KeptBody body) implements Published {

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

    /**
     * Unpublished for good.
     *
     * @param nextChange seconds since 1970 of the next scheduled change; 0 if none is scheduled
     */
    record Gone(CacheTags tags, long nextChange) implements Published {

        @Override
        public int weight() {
            return HEADERS;
        }
    }

    /**
     * Unpublished, and replaced by what is at an address.
     *
     * @param nextChange seconds since 1970 of the next scheduled change; 0 if none is scheduled
     */
    record Redirect(String address, CacheTags tags, long nextChange) implements Published {

        @Override
        public int weight() {
            return address.length() + HEADERS;
        }
    }

    /**
     * Replaced by another document, which the same query selects.
     *
     * @param type of the document
     * @param path of the document, without a query
     * @param nextChange seconds since 1970 of the next scheduled change; 0 if none is scheduled
     */
    record Moved(String type, String path, CacheTags tags, long nextChange) implements Published {

        @Override
        public int weight() {
            return path.length() + HEADERS;
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

    int HEADERS = 400;

    /**
     * @param frame as Redis holds it, or null
     * @param grown called when the document's weight has changed
     */
    static Published document(Target target, byte @Nullable [] frame, Runnable grown) {
        Frame decoded = StoredFrame.decode(frame);
        if (decoded == null) {
            return ABSENT;
        }
        return switch (decoded.kind()) {
            case DOCUMENT -> new Document(target, decoded.etag(), "\"" + decoded.etag() + "\"",
                    CacheTags.of(List.of(target)), decoded.nextChange(),
                    new KeptBody(decoded.body(), grown));
            case GONE -> new Gone(CacheTags.of(List.of(target)), decoded.nextChange());
            case REDIRECT -> new Redirect(new String(decoded.body(), StandardCharsets.UTF_8),
                    CacheTags.of(List.of(target)), decoded.nextChange());
            case MOVED -> moved(Stream.of(target), decoded);
            case POINTER, TOMBSTONE -> ABSENT;
        };
    }

    private static Published moved(Stream<Target> from, Frame frame) {
        Frame.Destination to = frame.destination();
        return new Moved(to.target().type(), "/v1/content/" + to.target().type() + "/" + to.idOrSlug(),
                CacheTags.of(Stream.concat(from, Stream.of(to.target())).toList()), frame.nextChange());
    }

    /**
     * What a slug leads to.
     *
     * @param frame as Redis holds it, or null
     */
    static Published pointer(byte @Nullable [] frame) {
        Frame decoded = StoredFrame.decode(frame);
        if (decoded == null) {
            return ABSENT;
        }
        return switch (decoded.kind()) {
            case POINTER -> new Pointer(new String(decoded.body(), StandardCharsets.ISO_8859_1));
            case MOVED -> moved(Stream.of(), decoded);
            case DOCUMENT, TOMBSTONE, GONE, REDIRECT -> ABSENT;
        };
    }
}

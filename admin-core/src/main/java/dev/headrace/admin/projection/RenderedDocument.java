package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document to be written to Redis.
 *
 * @param frames frames by view; tombstones for removed views; for a document that is not published, tombstones or how it
 *     ended
 * @param hasNewViews whether some views have no frames in Redis yet
 * @param index null if the document is not published
 * @param presence whether the entry is published in any locale
 * @param slug the current slug; null for none
 * @param formerSlugs the frames of slugs that it had and nobody has
 */
record RenderedDocument(DocumentKey key, Target target, long version, Map<String, Frame> frames, boolean hasNewViews,
        @Nullable IndexRecord index, Frame presence, @Nullable String slug, Map<String, Frame> formerSlugs) {

    RenderedDocument {
        frames = Map.copyOf(frames);
        formerSlugs = Map.copyOf(formerSlugs);
    }
}

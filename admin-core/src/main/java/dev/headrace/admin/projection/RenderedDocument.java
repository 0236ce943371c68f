package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document as Redis must have it.
 *
 * @param frames view to frame; tombstones for views that do not exist any more, or if nothing is published
 * @param hasNewViews whether Redis had no frames of some of the views yet
 * @param index null if nothing is published
 * @param presence says whether its entry is published in any locale
 * @param slug under which it is found; null for none
 * @param givenUpSlugs under which it was found before, each with the version of the tombstone
 */
record RenderedDocument(DocumentKey key, Target target, long version, Map<String, Frame> frames, boolean hasNewViews,
        @Nullable IndexRecord index, Frame presence, @Nullable String slug, Map<String, Long> givenUpSlugs) {

    RenderedDocument {
        frames = Map.copyOf(frames);
        givenUpSlugs = Map.copyOf(givenUpSlugs);
    }

    boolean gone() {
        return index == null;
    }

    /** The frame of the full view, which guards the others. */
    Frame full() {
        return Optional.ofNullable(frames.get(PublishedModel.FULL)).orElseThrow();
    }

    /** The frames of all views but the full one. */
    SequencedMap<String, Frame> otherFrames() {
        SequencedMap<String, Frame> others = new TreeMap<>(frames);
        others.remove(PublishedModel.FULL);
        return Collections.unmodifiableSequencedMap(others);
    }
}

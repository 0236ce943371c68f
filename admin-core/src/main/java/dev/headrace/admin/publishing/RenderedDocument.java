package dev.headrace.admin.publishing;

import dev.headrace.model.Frame;
import dev.headrace.model.ListPlace;
import dev.headrace.model.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as the edge is to have it from now on.
 *
 * @param frames view to frame; tombstones if the document is not to be read any more
 * @param hasNewViews whether the edge had no frames of some of the views yet
 * @param slug under which it is found; null for none
 * @param givenUpSlugs under which it was found before, each with the version with which it is to be taken back
 * @param places in the lists of its type
 */
record RenderedDocument(Target target, long version, Map<String, Frame> frames, boolean hasNewViews,
        @Nullable String slug,
        Map<String, Long> givenUpSlugs, List<ListPlace> places) {

    RenderedDocument {
        frames = Map.copyOf(frames);
        givenUpSlugs = Map.copyOf(givenUpSlugs);
        places = List.copyOf(places);
    }

    boolean gone() {
        return frames.values().stream().allMatch(frame -> frame.kind() == Frame.Kind.TOMBSTONE);
    }
}

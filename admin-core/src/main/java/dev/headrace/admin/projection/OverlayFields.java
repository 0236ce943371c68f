package dev.headrace.admin.projection;

import dev.headrace.model.Fold;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.Overlay;
import dev.headrace.model.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an overlay has in one partition.
 *
 * @param documents the views of which it has frames, by document
 */
record OverlayFields(Partition partition, Map<IndexRecord.Field, List<String>> documents, List<Overlay.Slug> slugs) {

    static OverlayFields of(Partition partition, List<String> fields) {
        Map<IndexRecord.Field, List<String>> documents = new HashMap<>();
        List<Overlay.Slug> slugs = new ArrayList<>();
        for (String field : fields) {
            Overlay.documentOf(field)
                    .ifPresent(document -> documents.computeIfAbsent(document, _ -> new ArrayList<>()));
            Overlay.viewOf(field).ifPresent(
                    view -> documents.computeIfAbsent(view.document(), _ -> new ArrayList<>()).add(view.name()));
            Overlay.slugOf(field).ifPresent(slugs::add);
        }
        return new OverlayFields(partition, documents, slugs);
    }

    /** What makes all of it live. */
    List<Fold> folds(Overlay overlay, Overlay before, Duration kept) {
        List<Fold> folds = new ArrayList<>();
        documents.forEach((document, views) -> folds
                .add(Fold.document(overlay, before, kept, document.target(), document.locale(), views)));
        slugs.forEach(slug -> folds.add(Fold.slug(overlay, before, kept, slug.type(), slug.locale(), slug.slug())));
        return folds;
    }
}

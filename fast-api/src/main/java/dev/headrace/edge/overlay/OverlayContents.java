package dev.headrace.edge.overlay;

import dev.headrace.model.DocumentChange;
import dev.headrace.model.Overlay;
import dev.headrace.model.Partition;
import dev.headrace.model.Target;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an overlay has, without its documents, of which there may be many. */
public final class OverlayContents {

    private final Overlay overlay;
    /** Frames of index records or tombstones, by field. */
    private final SortedMap<String, byte[]> records;
    private final Map<String, byte[]> slugs;
    private final Set<DocumentChange> documents = new HashSet<>();
    private final List<DocumentChange> inOrder;
    private final Map<Partition, Map<String, byte[]>> byPartition = new HashMap<>();

    /**
     * @param records frames by the fields of {@link Overlay#record}
     * @param slugs frames by the fields of {@link Overlay#slug}
     */
    OverlayContents(Overlay overlay, Map<String, byte[]> records, Map<String, byte[]> slugs) {
        this.overlay = overlay;
        this.records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
        this.slugs = Map.copyOf(slugs);
        this.records.forEach((field, frame) -> Overlay.documentOf(field).ifPresent(document -> {
            documents.add(new DocumentChange(document.target(), document.locale()));
            byPartition.computeIfAbsent(document.target().partition(), _ -> new HashMap<>())
                    .put(document.format(), frame);
        }));
        this.inOrder = this.records.keySet().stream().flatMap(field -> Overlay.documentOf(field).stream())
                .map(document -> new DocumentChange(document.target(), document.locale())).toList();
    }

    public Overlay overlay() {
        return overlay;
    }

    /** The documents that the overlay has, in the order in which they take numbers of the change stream. */
    public List<DocumentChange> documents() {
        return inOrder;
    }

    public boolean has(Target target, String locale) {
        return documents.contains(new DocumentChange(target, locale));
    }

    /** The frame of a slug; null if the overlay does not have it. */
    public byte @Nullable [] slug(String type, String locale, String slug) {
        return slugs.get(Overlay.slug(type, locale, slug));
    }

    /** Frames of index records or tombstones of a partition, by the fields of the live index. */
    public Map<String, byte[]> records(Partition partition) {
        return byPartition.getOrDefault(partition, Map.of());
    }
}

package dev.headrace.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Frames beside the live ones that edges serve while the overlay is active: where both have a frame for the same thing, the
 * newer one counts, and of equal versions the overlay's. So many documents change in one step.
 *
 * <p>An overlay has one hash in each partition, {@link #key}. Its fields have a letter for what they are, and then what the
 * live key has.
 *
 * @param id such as the id of a release; letters, digits and hyphens
 */
public record Overlay(String id) {

    /** Glob of the fields of index records, and so of all documents, and of slugs: the list of what an overlay has. */
    public static final String CONTENTS = "[is]:*";

    private static final String RECORD = "i:";
    private static final String DOCUMENT = "d:";
    private static final String SLUG = "s:";

    public Overlay {
        if (!id.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("not the id of an overlay");
        }
    }

    /** The hash with what the overlay has in a partition: fields to {@linkplain Frame frames}. */
    public String key(Partition partition) {
        return RedisKeys.overlay(id, partition);
    }

    /** The field of a document in one locale and view. */
    public static String document(Target target, String locale, String view) {
        return DOCUMENT + target + ":" + locale + ":" + view;
    }

    /** The field of a document's index record; a tombstone if it is not listed. Every document of an overlay has this field. */
    public static String record(Target target, String locale) {
        return RECORD + new IndexRecord.Field(target, locale).format();
    }

    /** The document of a field made by {@link #record}; empty for another field. */
    public static Optional<IndexRecord.Field> documentOf(String field) {
        return field.startsWith(RECORD) ? IndexRecord.Field.parse(field.substring(RECORD.length())) : Optional.empty();
    }

    /** A view of a document in one locale. */
    public record View(IndexRecord.Field document, String name) {}

    /** The view of a field made by {@link #document}; empty for another field. */
    public static Optional<View> viewOf(String field) {
        String[] parts = field.split(":", 5);
        return field.startsWith(DOCUMENT) && parts.length == 5
                ? Target.of(parts[1], parts[2])
                        .map(target -> new View(new IndexRecord.Field(target, parts[3]), parts[4]))
                : Optional.empty();
    }

    /** A slug of a type in one locale. */
    public record Slug(String type, String locale, String slug) {}

    /** The slug of a field made by {@link #slug(String, String, String)}; empty for another field. */
    public static Optional<Slug> slugOf(String field) {
        String[] parts = field.split(":", 4);
        return field.startsWith(SLUG) && parts.length == 4
                ? Optional.of(new Slug(parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    /** The field of a slug. */
    public static String slug(String type, String locale, String slug) {
        return SLUG + type + ":" + locale + ":" + slug;
    }

    /** The field of an entry's presence. */
    public static String presence(Target target) {
        return "h:" + target.id();
    }

    /**
     * Writes frames into a partition of the overlay, unless the present ones are newer.
     *
     * @param frames by field
     */
    public ScriptCall put(Partition partition, Map<String, Frame> frames) {
        List<String> arguments = new ArrayList<>();
        new TreeMap<>(frames).forEach((field, frame) -> arguments.addAll(List.of(field, frame.encodeAsText())));
        return new ScriptCall(RedisScript.PUT_OVERLAY, List.of(key(partition)), arguments);
    }
}

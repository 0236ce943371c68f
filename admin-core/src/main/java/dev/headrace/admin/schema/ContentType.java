package dev.headrace.admin.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A type of content, as the model file describes it.
 *
 * @param name such as {@code article}
 * @param label what people call it
 * @param titleField the field that names an entry
 * @param fields by name, in the order of the file
 * @param views by name; the view {@code full} always exists
 */
public record ContentType(String name, String label, String titleField, SequencedMap<String, Field> fields,
        SequencedMap<String, View> views, Lists lists, Interactions interactions) {

    /** Name of the view that every type has. */
    public static final String FULL = "full";

    /**
     * A form in which documents are delivered.
     *
     * @param fields names of the fields that it shows; null for all of them
     * @param include reference fields whose entries are embedded
     */
    public record View(@Nullable List<String> fields, List<String> include) {

        /** All fields, nothing embedded. */
        public static final View ALL = new View(null, List.of());

        public View {
            fields = fields == null ? null : List.copyOf(fields);
            include = List.copyOf(include);
        }

        public boolean shows(String field) {
            return fields == null || fields.contains(field);
        }

        public boolean includes(String field) {
            return include.contains(field);
        }
    }

    /**
     * How lists may be queried.
     *
     * @param view the view of documents in lists when none is asked for
     */
    public record Lists(List<String> filter, List<String> sort, String view) {

        static final Lists NONE = new Lists(List.of(), List.of(), FULL);

        public Lists {
            filter = List.copyOf(filter);
            sort = List.copyOf(sort);
        }
    }

    /** Who may write: signed-in users, or visitors as well. */
    public enum Who {
        user, visitor, anyone
    }

    /** Named reactions such as like. */
    public record Reactions(List<String> kinds, Who who) {
        public Reactions {
            kinds = List.copyOf(kinds);
        }
    }

    /** Stars from 1 to max. */
    public record Rating(int max, Who who) {}

    /** Comments, and when they are looked at: before or after they can be read. */
    public record Comments(String moderation, Who who, int max) {}

    /** What users may do to documents of the type. */
    public record Interactions(boolean views, @Nullable Reactions reactions, @Nullable Rating rating,
            @Nullable Comments comments) {

        static final Interactions NONE = new Interactions(false, null, null, null);

        public List<String> reactionKinds() {
            return reactions == null ? List.of() : reactions.kinds();
        }
    }

    public ContentType {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        views = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(views));
    }

    public Optional<Field> field(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }

    /** The first slug field, by which the edge finds documents. */
    public Optional<Field> slugField() {
        return fields.values().stream().filter(field -> field.type() instanceof FieldType.Slug).findFirst();
    }

    /** The view of that name, or what {@code full} is when the model says nothing of it. */
    public View view(String viewName) {
        return views.getOrDefault(viewName, View.ALL);
    }

    /** All views that are rendered, by name. */
    public Map<String, View> renderedViews() {
        Map<String, View> all = new LinkedHashMap<>(views);
        all.putIfAbsent(FULL, View.ALL);
        return all;
    }

    /** Whether a document of this type may embed a document of the other. */
    public boolean refersTo(String otherType) {
        return fields.values().stream()
                .anyMatch(field -> field.type() instanceof FieldType.Reference reference
                        && reference.to().contains(otherType));
    }

}

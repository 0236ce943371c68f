package dev.headrace.admin.schema;

import dev.headrace.model.PublishedModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A content type, as defined in the model file.
 *
 * @param id identifies it in the database and never changes; empty until the model is applied
 * @param name such as {@code article}
 * @param label display name
 * @param titleField the field that holds an entry's title
 * @param fields by name, in the order of the file
 * @param views by name; the view {@code full} always exists
 * @param interactions options of the allowed kinds of interactions, by {@link InteractionKind#option}; only the kind
 *     interprets its options
 */
public record ContentType(String id, String name, String label, String titleField, SequencedMap<String, Field> fields,
        SequencedMap<String, View> views, Lists lists, Search search, SequencedMap<String, JsonNode> interactions) {

    /** Name of the view used for embedded references unless a view names another. */
    public static final String CARD = "card";
    /** Maximum nesting depth of embedded documents. */
    public static final int MAX_INCLUDE_DEPTH = 3;

    /**
     * A representation in which documents are delivered.
     *
     * @param fields names of the fields to show; null for all
     * @param include reference fields, or dotted paths of them, whose entries are embedded, each with the view to embed;
     *     empty for the view {@code card}, or all fields if the type has no such view
     */
    public record View(@Nullable List<String> fields, SequencedMap<String, Optional<String>> include) {

        /** All fields, without embedded documents. */
        public static final View ALL = new View(null, new LinkedHashMap<>());

        public View {
            fields = fields == null ? null : List.copyOf(fields);
            include = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(include));
        }

        public boolean shows(String field) {
            return fields == null || fields.contains(field);
        }

        /** The nesting depth of embedded documents. */
        public int depth() {
            return include.keySet().stream().mapToInt(path -> path.split("\\.").length).max().orElse(0);
        }
    }

    /**
     * How lists may be queried.
     *
     * @param view the default view of documents in lists
     */
    public record Lists(List<String> filter, List<String> sort, String view) {

        static final Lists NONE = new Lists(List.of(), List.of(), PublishedModel.FULL);

        public Lists {
            filter = List.copyOf(filter);
            sort = List.copyOf(sort);
        }
    }

    /**
     * How documents can be searched.
     *
     * @param fields fields with texts; empty if they cannot be searched
     * @param facets fields whose values are counted, among those that lists can be filtered by
     */
    public record Search(List<String> fields, List<String> facets) {

        static final Search NONE = new Search(List.of(), List.of());

        public Search {
            fields = List.copyOf(fields);
            facets = List.copyOf(facets);
        }
    }

    public ContentType {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        views = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(views));
        interactions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(interactions));
    }

    public Optional<Field> field(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }

    public Field title() {
        return Optional.ofNullable(fields.get(titleField)).orElseThrow();
    }

    /** The first public slug field, by which the edge finds documents. */
    public Optional<Field> slugField() {
        return first(field -> field.isSlug() && !field.restricted());
    }

    /** The first Markdown field, which receives the body of an imported file. */
    public Optional<Field> bodyField() {
        return first(field -> field.type() instanceof Scalar.Markdown);
    }

    /** The first date field, which receives the date of an imported file. */
    public Optional<Field> dateField() {
        return first(field -> field.type() instanceof Scalar.DateTime);
    }

    private Optional<Field> first(Predicate<Field> condition) {
        return fields.values().stream().filter(condition).findFirst();
    }

    /** The view with that name; all fields if the model does not define it. */
    public View view(String viewName) {
        return views.getOrDefault(viewName, View.ALL);
    }

    /** All views that are rendered, by name. */
    public Map<String, View> renderedViews() {
        Map<String, View> all = new LinkedHashMap<>(views);
        all.putIfAbsent(PublishedModel.FULL, View.ALL);
        return all;
    }

    /** The view in which an entry of this type is embedded. */
    public View embeddedView(Optional<String> named) {
        return views.getOrDefault(named.orElse(CARD), View.ALL);
    }

    /** The nesting depth of embedded documents; 0 if there are none. */
    public int includeDepth() {
        return views.values().stream().mapToInt(View::depth).max().orElse(0);
    }

    /** Whether any field, at any depth, may refer to entries of the given types. */
    public boolean refersTo(Set<String> types) {
        return everyField().anyMatch(field -> field.targets().stream().anyMatch(types::contains));
    }

    /** All fields, nested ones included. */
    public Stream<Field> everyField() {
        return places().map(Place::field);
    }

    Stream<Place> places() {
        return Place.of(fields);
    }

    /** The top-level field that has the id, or contains the field or block type that has it. */
    public Optional<Field> topLevel(String id) {
        return places().filter(place -> place.has(id)).findFirst().map(Place::topLevel);
    }

    /** The public fields with texts by which documents are found, nested ones included: what their texts depend on. */
    public List<SearchedText> searchedTexts() {
        return search.fields().stream().flatMap(name -> field(name).stream())
                .flatMap(field -> SearchedText.in(field, field.name())).toList();
    }

    /** The fields that are unique now but were not, or not in the same scope. New fields are not included. */
    List<Field> uniqueSince(ContentType before) {
        Map<String, Boolean> present = before.uniqueFields();
        Map<String, Boolean> unique = uniqueFields();
        Set<String> known = before.everyField().map(Field::id).collect(Collectors.toSet());
        return everyField().filter(field -> field.unique() && known.contains(field.id()))
                .filter(field -> !Objects.equals(present.get(field.id()), unique.get(field.id()))).toList();
    }

    /** The ids of unique fields, each with whether it, or a field around it, is localized. */
    Map<String, Boolean> uniqueFields() {
        Map<String, Boolean> found = new LinkedHashMap<>();
        places().filter(place -> place.field().unique())
                .forEach(place -> found.put(place.field().id(), place.localized()));
        return found;
    }

    /** Whether any field is localized. */
    public boolean localized() {
        return everyField().anyMatch(Field::localized);
    }
}

package dev.headrace.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The part of the model that the edge needs for routing and for validating queries and writes.
 *
 * @param version increases with every model change
 * @param locales language tags, the default one first; never empty
 * @param types by name
 */
public record PublishedModel(long version, List<String> locales, Map<String, Type> types) {

    /** Sort that every type has. */
    public static final String PUBLISHED_AT = "publishedAt";

    /** View that every type has. */
    public static final String FULL = "full";

    /** The lists version of a type in models without it. */
    public static final String UNKNOWN_LISTS = "";

    /** The locale of a model that defines none. */
    public static final String DEFAULT_LOCALE = "en";

    // An older edge ignores additions of a newer core: properties, and fields of unknown kinds.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** How a field's values are written in queries and index records. */
    public enum ValueKind {
        TEXT, NUMBER, BOOLEAN, DATETIME, REFERENCE
    }

    /**
     * A filterable or sortable field.
     *
     * @param to for a reference, the allowed target types
     * @param id independent of the field's name; empty in older models
     * @param values the only values it allows; empty if there is no such list, and in older models
     * @param many whether a document may have several values; false in older models
     */
    public record Field(ValueKind kind, List<String> to, String id,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> values,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean many) {
        public Field {
            to = to == null ? List.of() : List.copyOf(to);
            id = id == null ? "" : id;
            values = values == null ? List.of() : List.copyOf(values);
        }

        public Field(ValueKind kind, List<String> to, String id) {
            this(kind, to, id, List.of(), false);
        }

        public Field(ValueKind kind, List<String> to) {
            this(kind, to, "");
        }
    }

    /**
     * The interactions allowed on a type's documents.
     *
     * @param kinds options by kind of interactions: {@code true} for views, the names of reactions; only the kind itself
     *     interprets its options
     */
    public record Interactions(Map<String, JsonNode> kinds) {

        public static final Interactions NONE = new Interactions(Map.of());

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Interactions {
            kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        }

        @JsonValue
        @Override
        public Map<String, JsonNode> kinds() {
            return kinds;
        }

        /** Parses the JSON form of the published model. */
        public static Interactions parse(String json) {
            return JSON.readValue(json, Interactions.class);
        }

        /** The options of a kind; a missing node if the kind is not allowed. */
        public JsonNode of(String kind) {
            return kinds.getOrDefault(kind, MissingNode.getInstance());
        }
    }

    /**
     * How documents of a type can be searched.
     *
     * @param fields names of the fields with searched texts to their ids
     * @param title the one of these fields that counts more than the others; empty if none does
     * @param facets names of the {@linkplain Type#filters filters} whose values can be counted
     */
    public record Search(Map<String, String> fields, String title, List<String> facets) {

        public Search {
            fields = fields == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fields));
            title = title == null ? "" : title;
            facets = facets == null ? List.of() : List.copyOf(facets);
        }
    }

    /**
     * A content type.
     *
     * @param views names of the rendered views, including {@link #FULL}
     * @param listView the default view of documents in lists
     * @param filters fields that lists can be filtered by
     * @param sorts fields that lists can be sorted by, besides {@link #PUBLISHED_AT}
     * @param lists version of the fields in the index records of the type's documents, which each record includes; empty in
     *     older models
     * @param search null if its documents cannot be searched
     */
    public record Type(List<String> views, String listView, Map<String, Field> filters, Map<String, Field> sorts,
            Interactions interactions, String lists,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Search search) {
        public Type {
            views = List.copyOf(views);
            filters = ofKnownKinds(filters);
            sorts = ofKnownKinds(sorts);
            interactions = interactions == null ? Interactions.NONE : interactions;
            lists = lists == null ? UNKNOWN_LISTS : lists;
        }

        public Type(List<String> views, String listView, Map<String, Field> filters, Map<String, Field> sorts,
                Interactions interactions, String lists) {
            this(views, listView, filters, sorts, interactions, lists, null);
        }

        public Type(List<String> views, String listView, Map<String, Field> filters, Map<String, Field> sorts,
                Interactions interactions) {
            this(views, listView, filters, sorts, interactions, UNKNOWN_LISTS);
        }

        private static Map<String, Field> ofKnownKinds(Map<String, Field> fields) {
            return fields.entrySet().stream().filter(field -> field.getValue().kind() != null)
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    public PublishedModel {
        locales = locales == null || locales.isEmpty() ? List.of(DEFAULT_LOCALE) : List.copyOf(locales);
        types = Map.copyOf(types);
    }

    public static PublishedModel empty() {
        return new PublishedModel(0, List.of(DEFAULT_LOCALE), Map.of());
    }

    public String defaultLocale() {
        return locales.getFirst();
    }

    public Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** @throws IllegalArgumentException if the JSON is not a published model */
    public static PublishedModel parse(String json) {
        try {
            @Nullable
            PublishedModel model = JSON.readValue(json, PublishedModel.class);
            if (model == null) {
                throw new IllegalArgumentException("not a published model: null");
            }
            return model;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a published model: " + e.getOriginalMessage(), e);
        }
    }
}

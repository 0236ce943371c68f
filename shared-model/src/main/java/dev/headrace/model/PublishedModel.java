package dev.headrace.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the edge knows of the model: enough to route, to check queries and writes, and no more.
 *
 * @param version grows with every change of the model
 * @param locales language tags, the default one first; never empty
 * @param types by name
 */
public record PublishedModel(long version, List<String> locales, Map<String, Type> types) {

    /** Sort that every type has. */
    public static final String PUBLISHED_AT = "publishedAt";

    /** View that every type has. */
    public static final String FULL = "full";

    /** The lists of a type in a model that does not say. */
    public static final String UNKNOWN_LISTS = "";

    /** The only locale of a model that names none. */
    public static final String DEFAULT_LOCALE = "en";

    // An older edge ignores what a newer core adds: properties, and fields whose kind it does not know.
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
     * @param to for a reference, the types whose entries it may point at
     * @param id the same whatever the field's name is; empty if the model does not say
     */
    public record Field(ValueKind kind, List<String> to, String id) {
        public Field {
            to = to == null ? List.of() : List.copyOf(to);
            id = id == null ? "" : id;
        }

        public Field(ValueKind kind, List<String> to) {
            this(kind, to, "");
        }
    }

    /**
     * What users may do to a type's documents.
     *
     * @param kinds the kinds of interactions by name, each with what edges must know of it: {@code true} for views, the names
     *     of reactions; only the kind itself reads it
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

        /** As the published model has them. */
        public static Interactions parse(String json) {
            return JSON.readValue(json, Interactions.class);
        }

        /** What the model says of a kind; a missing node if it does not allow it. */
        public JsonNode of(String kind) {
            return kinds.getOrDefault(kind, MissingNode.getInstance());
        }
    }

    /**
     * A type of content.
     *
     * @param views names of the views that are rendered, {@link #FULL} always among them
     * @param listView the view of documents in lists when the client names none
     * @param filters fields that lists can be filtered by
     * @param sorts fields that lists can be sorted by, besides {@link #PUBLISHED_AT}
     * @param lists another text whenever the index records of the type's documents have other fields; each record says for
     *     which it was made. Empty if the model does not say
     */
    public record Type(List<String> views, String listView, Map<String, Field> filters, Map<String, Field> sorts,
            Interactions interactions, String lists) {
        public Type {
            views = List.copyOf(views);
            filters = ofKnownKinds(filters);
            sorts = ofKnownKinds(sorts);
            interactions = interactions == null ? Interactions.NONE : interactions;
            lists = lists == null ? UNKNOWN_LISTS : lists;
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

    /** @throws IllegalArgumentException if the text is no published model */
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

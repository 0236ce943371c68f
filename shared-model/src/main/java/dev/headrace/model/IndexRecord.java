package dev.headrace.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values and texts of one document in one locale that edges index. Stored in Redis as the body of a {@link Frame} in
 * the hash {@link RedisKeys#index}.
 *
 * @param target the document's entry
 * @param locale the locale in which it is served, which may differ from the locale of its content
 * @param publishedAt when it was first published, milliseconds since 1970
 * @param lists the {@linkplain PublishedModel.Type#lists lists} of the type that it was rendered for
 * @param values filterable and sortable fields to their values in the form of {@link ListValue}; fields without a value are
 *     absent
 * @param texts searched fields to their plain texts; together up to {@value #MAX_TEXT} characters
 * @param isWithdrawn whether lists and searches omit the document, which can still be read
 */
public record IndexRecord(Target target, String locale, long publishedAt, String lists,
        Map<String, List<String>> values, Map<String, String> texts, boolean isWithdrawn) {

    /** The length of the texts of a document, in characters; what follows cannot be found. */
    public static final int MAX_TEXT = 50_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * The wire form, in which the target is not nested.
     *
     * @param withdrawn absent if it is not, also in records of former versions
     */
    private record Wire(String type, String id, String locale, long publishedAt, String lists,
            Map<String, List<String>> values,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable Map<String, String> texts,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean withdrawn) {}

    public IndexRecord {
        lists = lists == null ? PublishedModel.UNKNOWN_LISTS : lists;
        values = Map.copyOf(values);
        texts = Map.copyOf(texts);
    }

    /** The record of a document that is not withdrawn. */
    public IndexRecord(Target target, String locale, long publishedAt, String lists,
            Map<String, List<String>> values, Map<String, String> texts) {
        this(target, locale, publishedAt, lists, values, texts, false);
    }

    /** A record without texts of a document that is not withdrawn. */
    public IndexRecord(Target target, String locale, long publishedAt, String lists,
            Map<String, List<String>> values) {
        this(target, locale, publishedAt, lists, values, Map.of());
    }

    /** A record that was rendered for unknown lists. */
    public IndexRecord(Target target, String locale, long publishedAt, Map<String, List<String>> values) {
        this(target, locale, publishedAt, PublishedModel.UNKNOWN_LISTS, values);
    }

    public String toJson() {
        return JSON.writeValueAsString(
                new Wire(target.type(), target.id(), locale, publishedAt, lists, new TreeMap<>(values),
                        new TreeMap<>(texts), isWithdrawn ? true : null));
    }

    /** @throws IllegalArgumentException if the string is not an index record */
    public static IndexRecord parse(String json) {
        try {
            Wire wire = JSON.readValue(json, Wire.class);
            if (wire == null || wire.type == null || wire.id == null || wire.locale == null || wire.values == null
                    || wire.values.containsValue(null) || (wire.texts != null && wire.texts.containsValue(null))) {
                throw new IllegalArgumentException("not an index record: a property is missing");
            }
            return new IndexRecord(new Target(wire.type, wire.id), wire.locale, wire.publishedAt, wire.lists,
                    wire.values, wire.texts == null ? Map.of() : wire.texts, Boolean.TRUE.equals(wire.withdrawn));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an index record: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The field of a document's record in the hash {@link RedisKeys#index}.
     *
     * @param locale the locale in which the document is served
     */
    public record Field(Target target, String locale) {

        /** Glob of the fields of a type's documents. */
        public static String ofType(String type) {
            return type.replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + ":*";
        }

        /** Empty if the text is not a field, or if its id is not well-formed. */
        public static Optional<Field> parse(String text) {
            String[] parts = text.split(":", 3);
            return parts.length == 3
                    ? Target.of(parts[0], parts[1]).map(target -> new Field(target, parts[2]))
                    : Optional.empty();
        }

        public String format() {
            return target + ":" + locale;
        }
    }
}

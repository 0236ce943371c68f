package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Merges the shared values of an entry with the localized values of one locale. */
public final class SharedValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Collects the keys of elements that the locale did not have. */
    private final Set<String> added;

    private SharedValues(Set<String> added) {
        this.added = added;
    }

    /**
     * Merges the shared values of one locale with the localized values of another.
     *
     * @param from the locale whose shared values are used
     * @param into the locale whose localized values are kept
     */
    public static ObjectNode merge(ContentType type, JsonNode from, JsonNode into) {
        return merge(type.fields(), from, into);
    }

    /**
     * Like {@link #merge(ContentType, JsonNode, JsonNode)}, for shared values that the entry had before: restored
     * list elements get the localized values that they had then.
     *
     * @param earlier earlier values of the locale whose localized values are kept
     */
    public static ObjectNode merge(ContentType type, JsonNode from, JsonNode into, JsonNode earlier) {
        return new SharedValues(new HashSet<>()).merge(type.fields(), from, into, earlier);
    }

    /** The keys of the list elements that sharing adds to a locale. */
    public static Set<String> added(ContentType type, JsonNode from, JsonNode into) {
        Set<String> added = new HashSet<>();
        new SharedValues(added).merge(type.fields(), from, into, JSON.missingNode());
        return added;
    }

    /**
     * The values of an entry by locale, with those of the first locale where they are not localized: as they are once a
     * field that is no longer localized has been shared.
     *
     * @param byLocale values in other locales than the model's are ignored
     */
    public static Map<String, ObjectNode> inLocales(ContentType type, Locales locales,
            Map<String, ObjectNode> byLocale) {
        return inLocales(type.fields(), locales, byLocale);
    }

    /**
     * The values of an entry in one locale, with those of the entry's first locale where they are not localized.
     *
     * @param byLocale the entry's values, those in the locale included
     */
    public static ObjectNode mergeFirst(ContentType type, Locales locales, Map<String, ObjectNode> byLocale,
            String locale) {
        ObjectNode own = Objects.requireNonNull(byLocale.get(locale));
        return locales.tags().stream().filter(byLocale::containsKey).findFirst().filter(first -> !first.equals(locale))
                .map(first -> merge(type, Objects.requireNonNull(byLocale.get(first)), own)).orElse(own);
    }

    static Map<String, ObjectNode> inLocales(SequencedMap<String, Field> fields, Locales locales,
            Map<String, ObjectNode> byLocale) {
        List<String> tags = locales.tags().stream().filter(byLocale::containsKey).toList();
        Map<String, ObjectNode> shared = new LinkedHashMap<>();
        tags.forEach(tag -> shared.put(tag, merge(fields, Objects.requireNonNull(byLocale.get(tags.getFirst())),
                Objects.requireNonNull(byLocale.get(tag)))));
        return shared;
    }

    static ObjectNode merge(SequencedMap<String, Field> fields, JsonNode from, JsonNode into) {
        return new SharedValues(new HashSet<>()).merge(fields, from, into, JSON.missingNode());
    }

    private ObjectNode merge(SequencedMap<String, Field> fields, JsonNode from, JsonNode into, JsonNode earlier) {
        ObjectNode shared = JSON.objectNode();
        for (Field field : fields.values()) {
            JsonNode own = into.path(field.id());
            JsonNode value = merge(field, field.localized() ? own : from.path(field.id()), own,
                    earlier.path(field.id()));
            if (!ValueReader.isEmpty(value)) {
                shared.set(field.id(), value);
            }
        }
        return shared;
    }

    private JsonNode merge(Field field, JsonNode from, JsonNode into, JsonNode earlier) {
        if (ValueWalk.hasOtherShape(field, from)) {
            return from;
        }
        return switch (field.type()) {
            case Scalar _,FieldType.Reference _ -> from;
            case FieldType.Group group when !group.many() -> from.isObject() || into.isObject()
                    ? merge(group.fields(), from, into, earlier)
                    : from;
            case FieldType.Group _,FieldType.Blocks _ -> list(field, from, into, earlier);
        };
    }

    /** The elements and their order are shared; each keeps its localized values. */
    private JsonNode list(Field field, JsonNode from, JsonNode into, JsonNode earlier) {
        Map<String, JsonNode> present = byKey(into);
        Map<String, JsonNode> former = byKey(earlier);
        ArrayNode elements = JSON.arrayNode();
        for (JsonNode element : from) {
            ValueWalk.fieldsOf(field, element).ifPresent(fields -> {
                String key = element.path(ValueKeys.KEY).asString("");
                JsonNode before = former.getOrDefault(key, JSON.missingNode());
                if (!present.containsKey(key)) {
                    added.add(key);
                }
                ObjectNode merged = JSON.objectNode();
                merged.set(ValueKeys.KEY, element.path(ValueKeys.KEY));
                if (element.has(ValueKeys.BLOCK)) {
                    merged.set(ValueKeys.BLOCK, element.path(ValueKeys.BLOCK));
                }
                merged.setAll(merge(fields, element, present.getOrDefault(key, before), before));
                elements.add(merged);
            });
        }
        return elements;
    }

    private static Map<String, JsonNode> byKey(JsonNode list) {
        Map<String, JsonNode> byKey = new HashMap<>();
        list.forEach(element -> byKey.put(element.path(ValueKeys.KEY).asString(""), element));
        return byKey;
    }
}

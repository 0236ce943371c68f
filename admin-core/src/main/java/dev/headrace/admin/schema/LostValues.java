package dev.headrace.admin.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts the entries that lose values when a field, or a field inside it, is no longer localized. */
final class LostValues implements ValuesByEntry.EntryConsumer {

    private final SequencedMap<String, Field> fields;
    private final Locales locales;
    private long count;

    /**
     * @param field a top-level field after the change
     * @param locales after the change
     */
    LostValues(Field field, Locales locales) {
        this.fields = new LinkedHashMap<>(Map.of(field.name(), field));
        this.locales = locales;
    }

    @Override
    public void entry(UUID id, Map<String, ObjectNode> byLocale) {
        if (byLocale.size() > 1) {
            locales.tags().stream().filter(byLocale::containsKey).findFirst()
                    .map(tag -> Objects.requireNonNull(byLocale.get(tag)))
                    .filter(first -> byLocale.values().stream().anyMatch(own -> loses(own, first)))
                    .ifPresent(_ -> count++);
        }
    }

    private boolean loses(ObjectNode own, ObjectNode first) {
        return !holds(SharedValues.merge(fields, first, own), SharedValues.merge(fields, own, own));
    }

    /** Whether one object contains all values of another. */
    private static boolean holds(JsonNode all, JsonNode some) {
        if (some.isObject() && all.isObject()) {
            return some.properties().stream()
                    .allMatch(property -> holds(all.path(property.getKey()), property.getValue()));
        }
        return ValueReader.isEmpty(some) || ValueReader.same(all, some);
    }

    /** The number of entries so far. */
    long count() {
        return count;
    }
}

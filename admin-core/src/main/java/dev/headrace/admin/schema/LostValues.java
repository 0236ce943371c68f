package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Counts the entries that lose values when a field, or a field inside it, is no longer localized. */
public final class LostValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Field field;
    private final Locales locales;
    private final Map<String, ObjectNode> present = new HashMap<>();
    private UUID entry = new UUID(0, 0);
    private long count;

    /** @param field a top-level field after the change */
    public LostValues(Field field, Locales locales) {
        this.field = field;
        this.locales = locales;
    }

    /**
     * Adds an entry's value in a locale. Calls for the same entry must be consecutive.
     *
     * @param value the field's value; JSON null if it has none
     */
    public void add(UUID of, String locale, JsonNode value) {
        if (!of.equals(entry)) {
            finish();
            entry = of;
        }
        present.put(locale, JSON.objectNode().set(field.id(), value));
    }

    /** The number of entries that lose values; called after all were added. */
    public long count() {
        finish();
        return count;
    }

    private void finish() {
        SequencedMap<String, Field> fields = new LinkedHashMap<>(Map.of(field.name(), field));
        Optional<ObjectNode> leading = locales.tags().stream().filter(present::containsKey).findFirst()
                .map(tag -> Objects.requireNonNull(present.get(tag)));
        if (leading.isPresent() && present.values().stream().anyMatch(own -> !holds(
                SharedValues.share(fields, leading.get(), own), SharedValues.share(fields, own, own)))) {
            count++;
        }
        present.clear();
    }

    /** Whether one object contains all values of another. */
    private static boolean holds(JsonNode all, JsonNode some) {
        if (some.isObject() && all.isObject()) {
            return some.properties().stream()
                    .allMatch(property -> holds(all.path(property.getKey()), property.getValue()));
        }
        return ValueReader.isEmpty(some) || ValueReader.same(all, some);
    }
}

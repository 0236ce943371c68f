package dev.headrace.admin.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Collects the values of one top-level field, and passes on one entry after another. */
public final class ValuesByEntry {

    private final Field field;
    private final EntryConsumer consumer;
    private final Map<String, ObjectNode> byLocale = new LinkedHashMap<>();
    private @Nullable UUID current;

    private ValuesByEntry(Field field, EntryConsumer consumer) {
        this.field = field;
        this.consumer = consumer;
    }

    /** Receives one entry after another. */
    interface EntryConsumer {

        /** @param byLocale the field's value by locale, as the only member of an object, or an empty object */
        void entry(UUID id, Map<String, ObjectNode> byLocale);
    }

    /**
     * Reads the values in a store.
     *
     * @param type before the change
     * @param field the top-level field
     */
    static void read(StoredCounts stored, ContentType type, Field field, Locales locales, EntryConsumer consumer) {
        ValuesByEntry values = new ValuesByEntry(field, consumer);
        stored.read(type, field, locales, values);
        values.finish();
    }

    /**
     * Adds an entry's value in a locale. Calls for the same entry must be consecutive.
     *
     * @param value JSON null if the entry has none
     */
    public void add(UUID entry, String locale, JsonNode value) {
        if (!entry.equals(current)) {
            finish();
            current = entry;
        }
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        byLocale.put(locale, value.isNull() ? stored : stored.set(field.id(), value));
    }

    private void finish() {
        if (!byLocale.isEmpty()) {
            consumer.entry(Objects.requireNonNull(current), byLocale);
            byLocale.clear();
        }
    }
}

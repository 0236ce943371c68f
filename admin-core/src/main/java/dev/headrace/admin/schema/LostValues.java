package dev.headrace.admin.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Counts the entries that lose values when a field, or a field inside it, is no longer localized. */
public final class LostValues {

    private static final int FETCH_SIZE = 500;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Field field;
    private final Locales locales;
    private final Map<String, ObjectNode> present = new HashMap<>();
    private UUID entry = new UUID(0, 0);
    private long count;

    private LostValues(Field field, Locales locales) {
        this.field = field;
        this.locales = locales;
    }

    /**
     * Counts them.
     *
     * @param table the table to read, {@code variant} or {@code publication}
     * @param type before the change
     * @param field a top-level field after the change
     * @param locales after the change
     */
    public static long count(String table, ContentType type, Field field, Locales locales, JdbcClient jdbc,
            JsonMapper json) {
        LostValues lost = new LostValues(field, locales);
        jdbc.sql("""
                select entry_id, locale, coalesce(fields -> :field, 'null')::text as value from %s
                where entry_id in (select entry_id from %s where type_id = :type and locale = any (:locales)
                    group by entry_id having count(distinct coalesce(fields -> :field, 'null')) > 1)
                and locale = any (:locales) order by entry_id""".formatted(table, table)).withFetchSize(FETCH_SIZE)
                .param("type", type.id()).param("field", field.id())
                .param("locales", locales.tags().toArray(String[]::new)).query(row -> {
                    lost.add(row.getObject("entry_id", UUID.class), row.getString("locale"),
                            json.readTree(row.getString("value")));
                });
        return lost.count();
    }

    /**
     * Adds an entry's value in a locale. Calls for the same entry must be consecutive.
     *
     * @param value the field's value; JSON null if it has none
     */
    private void add(UUID of, String locale, JsonNode value) {
        if (!of.equals(entry)) {
            finish();
            entry = of;
        }
        present.put(locale, JSON.objectNode().set(field.id(), value));
    }

    /** The number of entries that lose values; called after all were added. */
    private long count() {
        finish();
        return count;
    }

    private void finish() {
        SequencedMap<String, Field> fields = new LinkedHashMap<>(Map.of(field.name(), field));
        Optional<ObjectNode> leading = locales.tags().stream().filter(present::containsKey).findFirst()
                .map(tag -> Objects.requireNonNull(present.get(tag)));
        if (leading.isPresent() && present.values().stream().anyMatch(own -> !holds(
                SharedValues.merge(fields, leading.get(), own), SharedValues.merge(fields, own, own)))) {
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

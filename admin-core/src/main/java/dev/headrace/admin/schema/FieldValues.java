package dev.headrace.admin.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the values of one top-level field in all entries of a type. */
final class FieldValues {

    private static final int FETCH_SIZE = 500;
    private static final int MAX_TITLE = 60;

    private final Receiver receiver;
    private final Map<String, ObjectNode> byLocale = new LinkedHashMap<>();
    private @Nullable UUID entry;
    private String title = "";

    private FieldValues(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Receives one entry after another. */
    interface Receiver {

        /**
         * @param title in one of the locales, possibly truncated; empty if there is none
         * @param byLocale the field's value by locale, as the only member of an object, or an empty object
         */
        void entry(UUID id, String title, Map<String, ObjectNode> byLocale);
    }

    /**
     * Reads them.
     *
     * @param table the table to read, {@code variant} or {@code publication}
     * @param type before the change
     * @param field the top-level field
     */
    static void read(String table, ContentType type, Field field, Locales locales, JdbcClient jdbc, JsonMapper json,
            Receiver receiver) {
        FieldValues values = new FieldValues(receiver);
        jdbc.sql("""
                select entry_id, locale, left(coalesce(fields ->> :title, ''), :maxTitle) as title,
                    case when jsonb_exists(fields, :field) then jsonb_build_object(:field::text, fields -> :field)
                        else '{}' end::text as value
                from %s where type_id = :type and locale = any (:locales) order by entry_id""".formatted(table))
                .withFetchSize(FETCH_SIZE).param("title", type.field(type.titleField()).map(Field::id).orElse(""))
                .param("maxTitle", MAX_TITLE)
                .param("field", field.id()).param("type", type.id())
                .param("locales", locales.tags().toArray(String[]::new)).query(row -> {
                    values.add(row.getObject("entry_id", UUID.class), row.getString("title"), row.getString("locale"),
                            (ObjectNode) json.readTree(row.getString("value")));
                });
        values.finish();
    }

    private void add(UUID of, String titled, String locale, ObjectNode value) {
        if (!of.equals(entry)) {
            finish();
            entry = of;
            title = titled;
        }
        byLocale.put(locale, value);
    }

    private void finish() {
        if (!byLocale.isEmpty()) {
            receiver.entry(Objects.requireNonNull(entry), title, byLocale);
            byLocale.clear();
        }
    }
}

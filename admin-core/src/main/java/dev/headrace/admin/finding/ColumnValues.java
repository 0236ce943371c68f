package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.ValueField;
import dev.headrace.model.EntryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the values that a page of a list shows: in one query, and the titles of referenced entries in another one. */
@Component
class ColumnValues {

    private static final String VALUES = Sql.load(ColumnValues.class, "column_values.sql");
    /** A cell shows up to this many values, or one fewer and how many others there are. */
    private static final int MAX_SHOWN = 3;

    private final EntrySelect select;
    private final EntryRows entries;
    private final JsonMapper json;

    ColumnValues(EntrySelect select, EntryRows entries, JsonMapper json) {
        this.select = select;
        this.entries = entries;
        this.json = json;
    }

    /**
     * The values of one field of one entry.
     *
     * @param others the number of values that are not shown
     */
    record Cell(List<ShownValue> shown, int others) {}

    /** The values of a cell as they are stored; see {@code column_values.sql}. */
    private record Stored(Field field, int count, List<String> first) {

        static Stored of(Field field, JsonNode cell) {
            return new Stored(field, cell.path("count").asInt(),
                    cell.path("first").valueStream().map(JsonNode::asString).toList());
        }

        Cell cell(Map<UUID, EntryRow> targets) {
            int shown = count > MAX_SHOWN ? MAX_SHOWN - 1 : count;
            return new Cell(first.stream().limit(shown).map(text -> ShownValue.of(field, text, targets)).toList(),
                    count - shown);
        }
    }

    /**
     * The cells of each row, in the order of the columns.
     *
     * @param rows of a page, all in the same locale
     */
    Map<UUID, List<Cell>> of(List<EntryRow> rows, List<ValueField> columns, Actor actor) {
        if (rows.isEmpty() || columns.isEmpty()) {
            return Map.of();
        }
        String locale = rows.getFirst().locale();
        Map<UUID, List<Stored>> stored = stored(rows, columns, locale, actor);
        Map<UUID, EntryRow> targets = entries.byId(targets(stored.values()), locale, actor);
        return stored.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                row -> row.getValue().stream().map(cell -> cell.cell(targets)).toList()));
    }

    private Map<UUID, List<Stored>> stored(List<EntryRow> rows, List<ValueField> columns, String locale, Actor actor) {
        Map<UUID, List<Stored>> stored = new HashMap<>();
        select.by(actor).and("e.id = any (:rows)").param("rows", rows.stream().map(EntryRow::id).toArray(UUID[]::new))
                .and("v.locale = :locale").param("locale", locale)
                .param("topLevel", columns.stream().map(column -> column.ids().getFirst()).toArray(String[]::new))
                .param("paths", columns.stream().map(ValueField::jsonPath).toArray(String[]::new))
                .param("length", ShownValue.MAX_READ).param("most", MAX_SHOWN)
                .list("e.id, " + VALUES, "", (row, _) -> stored.put(row.getObject("id", UUID.class),
                        cells(columns, json.readTree(row.getString("column_values")))));
        return stored;
    }

    private static List<Stored> cells(List<ValueField> columns, JsonNode values) {
        List<Stored> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(Stored.of(columns.get(i).field(), values.path(i)));
        }
        return cells;
    }

    private static Set<UUID> targets(Collection<List<Stored>> rows) {
        return rows.stream().flatMap(List::stream).filter(cell -> cell.field.isReference())
                .flatMap(cell -> cell.first.stream()).filter(EntryId::isId).map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}

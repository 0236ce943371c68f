package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rows of known entries. */
@Component
public class EntryRows {

    private final EntrySelect select;
    private final Types types;

    EntryRows(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /** Rows by id, in the given locale or else the entry's first one; unknown ids are omitted. */
    public Map<UUID, EntryRow> byId(Collection<UUID> ids, String locale, Actor actor) {
        Map<UUID, EntryRow> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            select.by(actor).and("e.id = any (:ids)").param("ids", ids.toArray(UUID[]::new)).param("locale", locale)
                    .param("locales", types.locales().tags().toArray(String[]::new))
                    .list(EntryRow.COLUMNS, "order by v.locale <> :locale, array_position(:locales, v.locale)",
                            EntryRow::read)
                    .forEach(row -> rows.putIfAbsent(row.id(), row));
        }
        return rows;
    }

    /** The same entries in their first locale, with the time and author of the given variants. */
    List<EntryRow> inFirstLocale(List<EntryRow> edited, Actor actor) {
        if (!types.locales().several()) {
            return edited;
        }
        Map<UUID, EntryRow> first = byId(edited.stream().map(EntryRow::id).toList(),
                types.locales().defaultLocale(), actor);
        return edited.stream().map(row -> first.getOrDefault(row.id(), row).edited(row.updatedAt(), row.updatedBy()))
                .toList();
    }
}

package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntryLists;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Reference;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which entries drafts refer to. */
@Component
class EntryReferences {

    private final JdbcClient jdbc;
    private final EntryLists lists;

    EntryReferences(JdbcClient jdbc, EntryLists lists) {
        this.jdbc = jdbc;
        this.lists = lists;
    }

    /**
     * Adds a problem for each reference that is new in a draft and names an entry that does not exist, that the actor may
     * not see, or whose type the field does not allow.
     */
    void check(ContentType type, JsonNode fields, JsonNode before, String locale, Actor actor,
            List<Problem> problems) {
        Set<UUID> known = Values.targets(type, before);
        List<Reference> added = Values.references(type, fields).stream()
                .filter(reference -> !known.contains(reference.target())).toList();
        Map<UUID, EntryRow> rows = lists.rows(added.stream().map(Reference::target).distinct().toList(), locale, actor);
        for (Reference reference : added) {
            EntryRow row = rows.get(reference.target());
            List<String> allowed = reference.field().targets();
            if (row == null) {
                problems.add(new Problem(reference.path().pointer(),
                        "names the entry " + reference.target() + ", which does not exist"));
            } else if (!allowed.contains(row.type())) {
                problems.add(new Problem(reference.path().pointer(), "names the entry " + reference.target()
                        + ", which is of type '" + row.type() + "' and not " + String.join(" or ", allowed)));
            }
        }
    }

    /** Replaces what is stored of a variant's references; those to entries that were purged are left out. */
    void replace(ContentType type, UUID entry, String locale, JsonNode fields) {
        jdbc.sql("delete from entry_reference where entry_id = :entry and locale = :locale").param("entry", entry)
                .param("locale", locale).update();
        List<Reference> references = Values.references(type, fields);
        if (!references.isEmpty()) {
            jdbc.sql("""
                    insert into entry_reference (entry_id, locale, field_id, target_id)
                    select :entry, :locale, field_id, target_id
                    from unnest(:fields::text[], :targets::uuid[]) as given (field_id, target_id)
                    where exists (select from entry where id = target_id)
                    on conflict do nothing""").param("entry", entry).param("locale", locale)
                    .param("fields", references.stream().map(each -> each.field().id()).toArray(String[]::new))
                    .param("targets", references.stream().map(Reference::target).toArray(UUID[]::new)).update();
        }
    }
}

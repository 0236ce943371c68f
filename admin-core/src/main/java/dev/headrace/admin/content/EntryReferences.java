package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntryRows;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.schema.Values.Reference;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** References of drafts. */
@Component
class EntryReferences {

    private final JdbcClient jdbc;
    private final EntryRows entries;

    EntryReferences(JdbcClient jdbc, EntryRows entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    /** A stored reference of one entry's variant. */
    private record Stored(String locale, String fieldId, UUID targetId) {}

    /** A field and the entry it refers to. */
    private record Use(String fieldId, UUID target) {
        static Use of(Reference reference) {
            return new Use(reference.field().id(), reference.target());
        }
    }

    /**
     * Adds a problem for each new reference to an entry that does not exist, that the actor may not see, or whose type
     * the field does not allow. The entries cannot be purged until the end of the transaction.
     */
    void check(ContentType type, JsonNode fields, JsonNode before, String locale, Actor actor,
            List<Problem> problems) {
        Set<Use> known = uses(type, before);
        Set<Use> present = uses(type, fields);
        List<Reference> added = Values.references(type, fields).stream()
                .filter(reference -> !known.contains(Use.of(reference))).toList();
        hold(Stream.concat(added.stream().map(Reference::target),
                known.stream().filter(use -> !present.contains(use)).map(Use::target)));
        Map<UUID, EntryRow> rows = entries.byId(added.stream().map(Reference::target).distinct().toList(), locale,
                actor);
        for (Reference reference : added) {
            EntryRow row = rows.get(reference.target());
            if (row == null) {
                problems.add(new Problem(reference.path().pointer(),
                        "refers to entry " + reference.target() + ", which does not exist"));
            } else {
                otherType(reference, row.type()).ifPresent(problems::add);
            }
        }
    }

    /** The problem of a reference to an entry of a type that the field does not allow; null if there is no entry. */
    static Optional<Problem> otherType(Reference reference, @Nullable String type) {
        List<String> allowed = reference.field().targets();
        return type == null || allowed.contains(type)
                ? Optional.empty()
                : Optional.of(new Problem(reference.path().pointer(), "refers to entry " + reference.target()
                        + ", which is of type '" + type + "' and not " + String.join(" or ", allowed)));
    }

    private static Set<Use> uses(ContentType type, JsonNode fields) {
        return Values.references(type, fields).stream().map(Use::of).collect(Collectors.toSet());
    }

    /**
     * Keeps entries from being purged until the end of the transaction. To avoid deadlocks with a purge, locks all
     * targets before references are changed, in the order of their ids.
     *
     * @return those that exist
     */
    private Set<UUID> hold(Stream<UUID> targets) {
        UUID[] ids = targets.distinct().toArray(UUID[]::new);
        return ids.length == 0
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                        select id from entry where id = any (:ids)
                            and not exists (select from content_type t where t.id = type_id and t.retired)
                        order by id for key share of entry""").param("ids", ids).query(UUID.class).list());
    }

    /** Locks the targets of entries before unique values are claimed; see {@link #hold}. */
    void lockTargets(Collection<UUID> entries, Stream<UUID> added) {
        hold(Stream.concat(added, jdbc.sql("""
                select distinct target_id from entry_reference where entry_id = any (:entries)""")
                .param("entries", entries.toArray(UUID[]::new)).query(UUID.class).list().stream()));
    }

    /**
     * Updates the stored references of variants to match their drafts, without those to purged entries.
     *
     * @param variants of one entry
     */
    void replace(ContentType type, List<Variant> variants) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        variants.forEach(variant -> fields.put(variant.locale(), variant.fields()));
        replace(type, variants.getFirst().entry().id(), fields);
    }

    /**
     * Like {@link #replace(ContentType, List)}.
     *
     * @param fields the drafts by locale
     */
    void replace(ContentType type, UUID entry, Map<String, ? extends JsonNode> fields) {
        Set<Stored> added = new LinkedHashSet<>();
        fields.forEach((locale, draft) -> Values.references(type, draft).forEach(
                reference -> added.add(new Stored(locale, reference.field().id(), reference.target()))));
        Set<Stored> stored = Set.copyOf(jdbc.sql("""
                select locale, field_id, target_id from entry_reference
                where entry_id = :entry and locale = any (:locales)""").param("entry", entry)
                .param("locales", fields.keySet().toArray(String[]::new)).query(Stored.class)
                .list());
        List<Stored> removed = stored.stream().filter(each -> !added.contains(each)).toList();
        added.removeAll(stored);
        Set<UUID> existing = hold(Stream.concat(removed.stream(), added.stream()).map(Stored::targetId));
        added.removeIf(each -> !existing.contains(each.targetId()));
        if (!removed.isEmpty()) {
            update("""
                    delete from entry_reference where entry_id = :entry and (locale, field_id, target_id) in
                        (select * from unnest(:locales::text[], :fields::text[], :targets::uuid[]))""", entry, removed);
        }
        if (!added.isEmpty()) {
            update("""
                    insert into entry_reference (entry_id, locale, field_id, target_id)
                    select :entry, * from unnest(:locales::text[], :fields::text[], :targets::uuid[])""", entry,
                    added);
        }
    }

    private void update(String sql, UUID entry, Collection<Stored> references) {
        jdbc.sql(sql).param("entry", entry)
                .param("locales", references.stream().map(Stored::locale).toArray(String[]::new))
                .param("fields", references.stream().map(Stored::fieldId).toArray(String[]::new))
                .param("targets", references.stream().map(Stored::targetId).toArray(UUID[]::new)).update();
    }
}

package dev.headrace.admin.finding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.FieldPlace;
import dev.headrace.admin.schema.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the entries that refer to an entry in their drafts or publications. */
@Component
public class EntryUsages {

    private static final String NEWEST = "order by r.entry_id desc limit :limit";

    // The offset keeps the order of the index on targets, so that reading stops at the limit.
    private static final String REFERRING_DRAFTS = """
            select entry_id, locale from entry_reference where target_id = target
            order by entry_id desc, locale desc offset 0""";
    private static final String REFERRING_PUBLICATIONS = """
            select entry_id, locale from publication_reference where target_id = target
            order by entry_id desc, locale desc offset 0""";
    private static final String REFERENCES = """
            select entry_id, locale, field_id from entry_reference
            where target_id = any (:targets) and entry_id = any (:entries)
            union all
            select entry_id, locale, null from publication_reference
            where target_id = any (:targets) and entry_id = any (:entries)""";

    private final EntrySelect select;
    private final Types types;

    EntryUsages(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /**
     * The entries that refer to another one in any locale, except trashed ones. The limit keeps the most recently
     * created ones; the result is sorted by last edit, newest first.
     */
    public List<EntryUsage> of(UUID target, int limit, Actor actor) {
        return of(List.of(target), limit, actor);
    }

    /** The entries, other than the targets themselves, that refer to any of the targets. */
    public List<EntryUsage> of(Collection<UUID> targets, int limit, Actor actor) {
        UUID[] ids = targets.toArray(UUID[]::new);
        List<UUID> entries = Stream.of(REFERRING_DRAFTS, REFERRING_PUBLICATIONS)
                .flatMap(references -> referring(references, ids, limit, actor).stream()).distinct()
                .sorted(Comparator.comparing(UUID::toString).reversed()).limit(limit).toList();
        return entries.isEmpty()
                ? List.of()
                : references(entries, ids, actor).stream()
                        .collect(groupingBy(reference -> reference.row.id(), LinkedHashMap::new, toList())).values()
                        .stream().map(this::usage)
                        .sorted(Comparator.comparing((EntryUsage usage) -> usage.entry().updatedAt()).reversed())
                        .toList();
    }

    private List<UUID> referring(String references, UUID[] targets, int limit, Actor actor) {
        return select.referring(references, actor).and("not v.trashed").and("r.entry_id <> all (:targets)")
                .param("targets", targets).param("limit", limit)
                .listForEach("unnest(:targets::uuid[]) as target", "distinct on (r.entry_id) r.entry_id", NEWEST,
                        (row, _) -> row.getObject(1, UUID.class));
    }

    /** @param fieldId null for a reference of a publication */
    private record Reference(EntryRow row, @Nullable String fieldId) {}

    private List<Reference> references(List<UUID> entries, UUID[] targets, Actor actor) {
        return select.referring(REFERENCES, actor).and("not v.trashed").param("targets", targets)
                .param("entries", entries.toArray(UUID[]::new))
                .param("locales", types.locales().tags().toArray(String[]::new))
                .list(EntryRow.COLUMNS + ", r.field_id", "order by array_position(:locales, v.locale), v.locale",
                        (row, number) -> new Reference(EntryRow.read(row, number), row.getString("field_id")));
    }

    /** @param references of one entry, in the order of the locales */
    private EntryUsage usage(List<Reference> references) {
        EntryRow first = references.getFirst().row;
        EntryRow latest = references.stream().map(Reference::row).max(Comparator.comparing(EntryRow::updatedAt))
                .orElse(first);
        Set<String> ids = references.stream().map(Reference::fieldId).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<FieldPlace> fields = types.find(first.type()).stream().flatMap(type -> type.everyField()
                .filter(field -> ids.contains(field.id()))
                .flatMap(field -> FieldPlace.of(type, field.id()).stream())).toList();
        return new EntryUsage(first.edited(latest.updatedAt(), latest.updatedBy()),
                references.stream().map(reference -> reference.row.locale()).distinct().toList(), fields);
    }
}

package dev.headrace.admin.finding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.FieldPlace;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Page;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the entries that refer to an entry in their drafts or publications. */
@Component
public class EntryUsages {

    /** Greater than the id of every entry. */
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String NEWEST_FIRST = "order by r.entry_id desc limit :limit";

    // The offset keeps the order of the index on targets, so that reading stops at the limit.
    private static final String REFERRING_DRAFTS = """
            select entry_id, locale from entry_reference where target_id = target and entry_id < :before
            order by entry_id desc, locale desc offset 0""";
    private static final String REFERRING_PUBLICATIONS = """
            select entry_id, locale from publication_reference where target_id = target and entry_id < :before
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
        return usages(referring(ids, NEWEST, limit, actor), ids, actor)
                .sorted(Comparator.comparing((EntryUsage usage) -> usage.entry().updatedAt()).reversed()).toList();
    }

    /**
     * A page of the entries that refer to another one, the most recently created first.
     *
     * @param after the last entry of the page before; null for the first page
     */
    public Page<EntryUsage> page(UUID target, @Nullable UUID after, int size, Actor actor) {
        UUID[] ids = {target};
        List<UUID> found = referring(ids, after == null ? NEWEST : after, size + 1, actor);
        Page<UUID> page = Page.of(found, size, Function.identity());
        return page.with(usages(page.items(), ids, actor)
                .sorted(Comparator.comparing((EntryUsage usage) -> usage.entry().id().toString()).reversed()).toList());
    }

    /** The newest entries that were created before another one. */
    private List<UUID> referring(UUID[] targets, UUID before, int limit, Actor actor) {
        return Stream.of(REFERRING_DRAFTS, REFERRING_PUBLICATIONS)
                .flatMap(references -> referring(references, targets, before, limit, actor).stream()).distinct()
                .sorted(Comparator.comparing(UUID::toString).reversed()).limit(limit).toList();
    }

    private List<UUID> referring(String references, UUID[] targets, UUID before, int limit, Actor actor) {
        return select.namedBy(references, actor).and("not v.trashed").and("r.entry_id <> all (:targets)")
                .param("targets", targets).param("before", before).param("limit", limit)
                .listForEach("unnest(:targets::uuid[]) as target", "distinct on (r.entry_id) r.entry_id", NEWEST_FIRST,
                        (row, _) -> row.getObject(1, UUID.class));
    }

    private Stream<EntryUsage> usages(List<UUID> entries, UUID[] targets, Actor actor) {
        return entries.isEmpty()
                ? Stream.of()
                : references(entries, targets, actor).stream()
                        .collect(groupingBy(reference -> reference.row.id(), LinkedHashMap::new, toList())).values()
                        .stream().map(this::usage);
    }

    /** @param fieldId null for a reference of a publication */
    private record Reference(EntryRow row, @Nullable String fieldId) {}

    private List<Reference> references(List<UUID> entries, UUID[] targets, Actor actor) {
        return select.namedBy(REFERENCES, actor).and("not v.trashed").param("targets", targets)
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

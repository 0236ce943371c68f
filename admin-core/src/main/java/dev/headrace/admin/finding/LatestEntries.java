package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The most recently edited entries of several types, in any locale. Each type and locale is queried as a separate list,
 * which an index yields in update order, so that no long list is sorted.
 */
@Component
public class LatestEntries {

    private static final String EACH = "unnest(:types::text[], :locales::text[]) as list (type_id, locale)";
    private static final String EACH_WAITING = EACH + " cross join unnest(:statuses::text[]) as waiting (status)";
    private static final String IN_LIST = "v.type_id = list.type_id and v.locale = list.locale";
    private static final String BY_UPDATE = "order by v.updated_at desc, v.entry_id limit :limit";
    private static final int MAX_RANKED = 1_000;
    private static final int MAX_SCANNED = 2_000;

    private final EntrySelect select;
    private final EntryRows rows;
    private final Types types;

    LatestEntries(EntrySelect select, EntryRows rows, Types types) {
        this.select = select;
        this.rows = rows;
        this.types = types;
    }

    /** The most recently edited entries of all types. Each is listed in its first locale. */
    public List<EntryRow> ofAllTypes(int limit, Actor actor) {
        return rows.inFirstLocale(of(types.model().all(), limit, actor), actor);
    }

    /**
     * The most recently edited entries with unpublished changes: drafts, also scheduled ones, and entries changed since their publication.
     * Each is listed once, with all locales that have changes.
     */
    public List<UnpublishedChanges> waiting(int limit, Actor actor) {
        Query query = each(select.listed(actor).and(IN_LIST).and("v.status = waiting.status"), types.model().all())
                .param("statuses", Arrays.stream(Status.values()).filter(Status::isChanged).map(Status::name)
                        .toArray(String[]::new))
                .param("limit", limit);
        List<EntryRow> latest = oneOfEach(
                query.listForEach(EACH_WAITING, EntryRow.COLUMNS, BY_UPDATE, EntryRow::read), limit);
        Map<UUID, List<EntryRow>> variants = variants(latest, _ -> {}, actor);
        return latest.stream().map(row -> UnpublishedChanges.of(row, variants.getOrDefault(row.id(), List.of(row))))
                .toList();
    }

    List<EntryRow> of(Collection<ContentType> among, int limit, Actor actor) {
        Query query = each(select.listed(actor).and(IN_LIST).and("not v.trashed"), among).param("limit", limit);
        return oneOfEach(query.listForEach(EACH, EntryRow.COLUMNS, BY_UPDATE, EntryRow::read), limit);
    }

    /** The variants of entries that fulfil a condition, by entry, in the order of the model. */
    Map<UUID, List<EntryRow>> variants(Collection<EntryRow> entries, Consumer<Query> condition, Actor actor) {
        Query query = select.by(actor).and("e.id = any (:ids)")
                .param("ids", entries.stream().map(EntryRow::id).toArray(UUID[]::new))
                .and("v.locale = any (:tags)").param("tags", types.locales().tags().toArray(String[]::new));
        condition.accept(query);
        return query.list(EntryRow.COLUMNS, "order by array_position(:tags, v.locale)", EntryRow::read).stream()
                .collect(Collectors.groupingBy(EntryRow::id));
    }

    /**
     * Search results. PostgreSQL cannot estimate how many rows match, so the query must neither sort all matches of a
     * common word nor scan a whole list for a rare one. If too many match to sort, the latest variants of each list are
     * scanned first, followed by other matches.
     */
    List<EntryRow> matching(Collection<ContentType> among, Consumer<Query> search, int limit, Actor actor) {
        Query any = each(select.listed(actor), among).and("v.type_id = any (:types)").and("v.locale = any (:locales)")
                .and("not v.trashed").param("limit", MAX_RANKED);
        search.accept(any);
        List<EntryRow> found = any.list(EntryRow.COLUMNS, "limit :limit", EntryRow::read);
        if (found.size() < MAX_RANKED) {
            return oneOfEach(found, limit);
        }
        Query latest = each(select.latest(MAX_SCANNED, actor), among).param("limit", limit);
        search.accept(latest);
        List<EntryRow> all = new ArrayList<>(latest.listForEach(EACH, EntryRow.COLUMNS, BY_UPDATE, EntryRow::read));
        all.addAll(found);
        return oneOfEach(all, limit);
    }

    /** Binds the lists: all pairs of type and locale. */
    private Query each(Query query, Collection<ContentType> among) {
        List<String> locales = types.locales().tags();
        return query
                .param("types", among.stream().flatMap(type -> locales.stream().map(_ -> type.id()))
                        .toArray(String[]::new))
                .param("locales", among.stream().flatMap(_ -> locales.stream()).toArray(String[]::new));
    }

    /** The most recently edited variant of each entry. */
    private static List<EntryRow> oneOfEach(Collection<EntryRow> variants, int limit) {
        Map<UUID, EntryRow> byEntry = new LinkedHashMap<>();
        variants.stream().sorted(Comparator.comparing(EntryRow::updatedAt).reversed())
                .forEach(row -> byEntry.putIfAbsent(row.id(), row));
        return byEntry.values().stream().limit(limit).toList();
    }
}

package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the entries that refer to an entry in their drafts or publications. */
@Component
public class EntryUsages {

    private static final String NEWEST = "order by r.entry_id desc, r.locale desc limit :limit";

    // The offset keeps the order of the index on targets, so that reading stops at the limit.
    private static final String REFERRING_DRAFTS = """
            select entry_id, locale from entry_reference where target_id = target
            order by entry_id desc, locale desc offset 0""";
    private static final String REFERRING_PUBLICATIONS = """
            select entry_id, locale from publication_reference where target_id = target
            order by entry_id desc, locale desc offset 0""";

    private final EntrySelect select;

    EntryUsages(EntrySelect select) {
        this.select = select;
    }

    /**
     * The entries that refer to another one in any locale, except trashed ones. The limit keeps the most recently
     * created ones; the result is sorted by last edit, newest first.
     */
    public List<EntryRow> of(UUID target, int limit, Actor actor) {
        return of(List.of(target), limit, actor);
    }

    /** The entries, other than the targets themselves, that refer to any of the targets. */
    public List<EntryRow> of(Collection<UUID> targets, int limit, Actor actor) {
        Map<List<Object>, EntryRow> found = new LinkedHashMap<>();
        for (String references : List.of(REFERRING_DRAFTS, REFERRING_PUBLICATIONS)) {
            select.referring(references, actor).and("not v.trashed").and("r.entry_id <> all (:targets)")
                    .param("targets", targets.toArray(UUID[]::new))
                    .param("limit", limit)
                    .listForEach("unnest(:targets::uuid[]) as target",
                            "distinct on (r.entry_id, r.locale) " + EntryRow.COLUMNS, NEWEST, EntryRow::read)
                    .forEach(row -> found.putIfAbsent(List.of(row.id(), row.locale()), row));
        }
        return found.values().stream()
                .sorted(Comparator.comparing(EntryRow::id, Comparator.comparing(UUID::toString)).reversed())
                .limit(limit)
                .sorted(Comparator.comparing(EntryRow::updatedAt).reversed()).toList();
    }
}

package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the entries that refer to others in their drafts or publications. */
@Component
public class PlacesOfUse {

    private static final String REFERS = """
            ((v.entry_id, v.locale) in
                (select entry_id, locale from entry_reference where target_id = any (:targets)
                union select entry_id, locale from publication_reference where target_id = any (:targets)))""";

    private final EntrySelect select;

    PlacesOfUse(EntrySelect select) {
        this.select = select;
    }

    /** The entries that refer to another one, in any locale, the last edited first; those in the trash are left out. */
    public List<EntryRow> of(UUID target, int limit, Actor actor) {
        return of(List.of(target), limit, actor);
    }

    /** The entries, other than the targets themselves, that refer to any of some entries. */
    public List<EntryRow> of(Collection<UUID> targets, int limit, Actor actor) {
        return select.by(actor).and(REFERS).and("not v.trashed").and("v.entry_id <> all (:targets)")
                .param("targets", targets.toArray(UUID[]::new)).param("limit", limit)
                .list(EntryRow.COLUMNS, "order by v.updated_at desc, v.entry_id, v.locale limit :limit",
                        EntryRow::read);
    }
}

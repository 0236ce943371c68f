package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.releases.EditRelease.Addition;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the entries of releases that an actor may see. */
@Component
class ReleasedEntries {

    private static final String LINE = EntryRow.COLUMNS + ", " + ReleaseItems.COLUMNS + """
            , v.published_version, v.scheduled_at is not null as is_scheduled,
            (select string_agg(other.name, ', ' order by other.name) from release_item item
                join release other on other.id = item.release_id
                where item.entry_id = r.entry_id and item.locale = r.locale and item.release_id <> r.release_id
                    and other.state = 'open') as other_releases""";

    private final EntrySelect select;
    private final Types types;
    private final JdbcClient jdbc;

    ReleasedEntries(EntrySelect select, Types types, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.select = select;
        this.types = types;
    }

    /**
     * An item with its variant.
     *
     * @param published the published revision; null if none is
     * @param others names of other open releases that change the variant; null if there are none
     */
    record Line(ReleaseItem item, EntryRow entry, @Nullable Integer published, boolean isScheduled,
            @Nullable String others) {

        /** What prevents the publication; null if nothing does. */
        @Nullable
        public String obstacle() {
            if (entry.trashedAt() != null) {
                return "The entry is in the trash.";
            }
            return item.version() == null && published == null ? "The entry is not published." : null;
        }

        /** What staff should know; null if nothing. */
        @Nullable
        public String warning() {
            if (others != null) {
                return "Also in: " + others + ".";
            }
            if (item.version() != null && item.version() < entry.version()) {
                return "Edited since: the draft has version " + entry.version() + ".";
            }
            if (item.version() != null && item.version().equals(published)) {
                return "This version is published already.";
            }
            return isScheduled ? "A change of this entry is scheduled, too." : null;
        }
    }

    DocumentKey key(Addition addition) {
        return new DocumentKey(addition.entry(), types.locales().check(addition.locale()));
    }

    /** @throws NotFoundException if one of the entries does not exist in its locale, or the actor may not see it */
    Map<DocumentKey, EntryRow> of(Collection<Addition> additions, Actor actor) {
        Map<DocumentKey, EntryRow> found = new HashMap<>();
        select.by(actor).and("e.id = any (:ids)")
                .param("ids", additions.stream().map(Addition::entry).toArray(UUID[]::new))
                .list(EntryRow.COLUMNS, "", EntryRow::read)
                .forEach(row -> found.put(new DocumentKey(row.id(), row.locale()), row));
        additions.stream().map(this::key).filter(key -> !found.containsKey(key)).findFirst().ifPresent(key -> {
            throw new NotFoundException(
                    "There is no entry with the id " + key.entryId() + " in the locale '" + key.locale() + "'.");
        });
        return found;
    }

    /**
     * The items of a release, in the order of their entries' ids.
     *
     * @param after the key of the item before the page; null for the first page
     */
    Page<Line> list(UUID release, @Nullable DocumentKey after, int size, Actor actor) {
        EntrySelect.Query query = of(release, actor);
        if (after != null) {
            query.and("(r.entry_id, r.locale) > (:afterEntry, :afterLocale)").param("afterEntry", after.entryId())
                    .param("afterLocale", after.locale());
        }
        List<Line> found = query.param("size", size + 1).list(LINE, "order by r.entry_id, r.locale limit :size",
                ReleasedEntries::line);
        return Page.of(found, size, line -> line.entry().id() + "/" + line.entry().locale());
    }

    private EntrySelect.Query of(UUID release, Actor actor) {
        return select.namedBy("select * from release_item where release_id = :release", actor).param("release",
                release);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        EntryRow entry = EntryRow.read(row, number);
        return new Line(ReleaseItems.read(row, number), entry, row.getObject("published_version", Integer.class),
                row.getBoolean("is_scheduled"), row.getString("other_releases"));
    }

    /** The open releases that have a variant, which an actor may see. */
    Set<UUID> openWith(DocumentKey variant) {
        return Set.copyOf(jdbc.sql("""
                select item.release_id from release_item item join release on release.id = item.release_id
                where item.entry_id = :entry and item.locale = :locale and release.state = 'open'""")
                .param("entry", variant.entryId()).param("locale", variant.locale()).query(UUID.class).list());
    }

    /** The publications of a release with the current drafts instead, of entries that were edited since they were added. */
    List<ReleaseItem> edited(UUID release, Actor actor) {
        return of(release, actor).and("r.action = 'publish' and v.version <> r.version").list(LINE, "",
                (row, number) -> ReleaseItem.publication(ReleaseItems.read(row, number).key(), row.getInt("version")));
    }

    /** The types of the entries of a release, by entry. */
    Map<UUID, String> types(UUID release, Actor actor) {
        return types(of(release, actor));
    }

    /** The types of those entries of a release that are not in the trash, by entry. */
    Map<UUID, String> typesOutsideTrash(UUID release, Actor actor) {
        return types(of(release, actor).and("not v.trashed"));
    }

    private static Map<UUID, String> types(EntrySelect.Query query) {
        Map<UUID, String> found = new HashMap<>();
        query.list(EntryRow.COLUMNS, "", EntryRow::read).forEach(row -> found.put(row.id(), row.type()));
        return found;
    }
}

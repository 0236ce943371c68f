package dev.headrace.admin.releases;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.publishing.FormerState;
import dev.headrace.admin.publishing.PublishTogether.Changed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What releases do. Verbs have locked the release. */
@Component
class ReleaseItems {

    /** Of the alias {@code r}. */
    static final String COLUMNS = "r.entry_id, r.locale as item_locale, r.version as revision, r.ending_kind, r.to_entry, r.to_address";

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReleaseItems(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    static ReleaseItem read(ResultSet row, int number) throws SQLException {
        return new ReleaseItem(new DocumentKey(row.getObject("entry_id", UUID.class), row.getString("item_locale")),
                row.getObject("revision", Integer.class), Ending.of(row.getString("ending_kind"),
                        row.getObject("to_entry", UUID.class), row.getString("to_address")));
    }

    /** Adds items, instead of those of the same variants. */
    void put(UUID release, List<ReleaseItem> items, String by, Instant now) {
        DocumentKey
                .bind(jdbc
                        .sql("""
                                insert into release_item (release_id, entry_id, locale, action, version, ending_kind, to_entry, to_address,
                                    added_at, added_by)
                                select :release, entry_id, locale, action, version, kind, to_entry, to_address, :now, :by
                                from unnest(:ids::uuid[], :locales::text[], :actions::text[], :versions::int[], :kinds::text[],
                                        :entries::uuid[], :addresses::text[])
                                    as given (entry_id, locale, action, version, kind, to_entry, to_address)
                                on conflict (release_id, entry_id, locale) do update set action = excluded.action,
                                    version = excluded.version, ending_kind = excluded.ending_kind, to_entry = excluded.to_entry,
                                    to_address = excluded.to_address"""),
                        items.stream().map(ReleaseItem::key).toList())
                .param("release", release).param("now", Timestamp.from(now)).param("by", by)
                .param("actions", items.stream().map(ReleaseItem::action).toArray(String[]::new))
                .param("versions", items.stream().map(ReleaseItem::version).toArray(Integer[]::new))
                .param("kinds", items.stream().map(item -> item.ending().kind() == null
                        ? null
                        : item.ending().kind().name()).toArray(String[]::new))
                .param("entries", items.stream().map(item -> item.ending().entry()).toArray(UUID[]::new))
                .param("addresses", items.stream().map(item -> item.ending().text()).toArray(String[]::new)).update();
    }

    /** Removes items, and returns how many there were. */
    int remove(UUID release, Collection<DocumentKey> keys) {
        return DocumentKey.bind(jdbc.sql("""
                delete from release_item where release_id = :release
                    and (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))"""), keys)
                .param("release", release).update();
    }

    int count(UUID release) {
        return jdbc.sql("select count(*) from release_item where release_id = :release").param("release", release)
                .query(Integer.class).single();
    }

    /** The numbers of items of those releases that have any. */
    Map<UUID, Integer> counts(List<UUID> releases) {
        Map<UUID, Integer> counts = new HashMap<>();
        jdbc.sql(
                "select release_id, count(*) as items from release_item where release_id = any (:ids) group by release_id")
                .param("ids", releases.toArray(UUID[]::new)).query(row -> {
                    counts.put(row.getObject("release_id", UUID.class), row.getInt("items"));
                });
        return counts;
    }

    /** All items, in no order. */
    List<ReleaseItem> of(UUID release) {
        return jdbc.sql("select " + COLUMNS + " from release_item r where release_id = :release")
                .param("release", release).query(ReleaseItems::read).list();
    }

    /** Stores the marks of the receipts, and what readers got before. */
    void published(UUID release, List<Changed> changed) {
        DocumentKey.bind(jdbc.sql("""
                update release_item item set mark = given.mark, former = given.former::jsonb
                from unnest(:ids::uuid[], :locales::text[], :marks::bigint[], :formers::text[])
                    as given (entry_id, locale, mark, former)
                where item.release_id = :release and item.entry_id = given.entry_id and item.locale = given.locale"""),
                changed.stream().map(Changed::key).toList()).param("release", release)
                .param("marks", changed.stream().map(Changed::mark).toArray(Long[]::new))
                .param("formers", changed.stream().map(each -> json.writeValueAsString(each.former().toJson()))
                        .toArray(String[]::new))
                .update();
    }

    /** The release is composed again. */
    void reopened(UUID release) {
        jdbc.sql("update release_item set mark = null, former = null where release_id = :release")
                .param("release", release).update();
    }

    /** What readers got for an item's variant before. */
    record Former(DocumentKey key, FormerState state) {}

    /** What readers got before, for those variants that nobody has published or unpublished since. */
    List<Former> unchangedSince(UUID release) {
        return jdbc.sql("""
                select item.entry_id, item.locale, item.former::text from release_item item
                    left join publication p on p.entry_id = item.entry_id and p.locale = item.locale
                where item.release_id = :release and item.former is not null
                    and p.version is not distinct from item.version and not exists (
                        select from publish_receipt later where later.entry_id = item.entry_id
                            and later.locale = item.locale and later.projection > item.mark)""")
                .param("release", release)
                .query((row, _) -> new Former(DocumentKey.of(row),
                        FormerState.parse(json.readTree(row.getString("former")))))
                .list();
    }

    /** Deletes a batch of what readers got before releases of former times, and returns whether there may be more. */
    boolean forgetFormer(Instant published) {
        return jdbc.sql("""
                update release_item set former = null where ctid = any (array(
                    select item.ctid from release_item item join release on release.id = item.release_id
                    where item.former is not null and release.published_at < :published
                        and release.state in ('live', 'returned') limit :batch))""")
                .param("published", Timestamp.from(published)).param("batch", BATCH).update() == BATCH;
    }
}

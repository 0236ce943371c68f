package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Entry;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.publishing.Change.Restore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publications: copies of revisions, taken when they were published. Verbs pass the entries, which only an actor who may
 * see them can lock.
 */
@Component
public class Publications {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Publications(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A published variant.
     *
     * @param version the number of the published revision
     * @param fields in the stored form; shared values are equal in all published locales of an entry
     * @param withdrawal null unless it is withdrawn
     */
    public record Publication(DocumentKey key, String typeId, int version, ObjectNode fields, @Nullable String slug,
            Instant firstPublishedAt, Instant publishedAt, @Nullable Withdrawal withdrawal) {}

    /** Values to publish. */
    record NewValues(ContentType type, DocumentKey key, int version, ObjectNode fields) {}

    /** The publications of entries, in all their locales. */
    Map<DocumentKey, Publication> of(Collection<Entry> entries) {
        return all(entries.stream().map(Entry::id).toList());
    }

    /** Like {@link #of}, for model changes, which concern all entries. */
    Map<DocumentKey, Publication> all(Collection<UUID> entries) {
        Map<DocumentKey, Publication> found = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.sql("""
                    select entry_id, locale, type_id, version, fields::text as fields, slug, first_published_at,
                        published_at, withdrawn_at, withdrawn_notice
                    from publication where entry_id = any (:ids)""").param("ids", entries.toArray(UUID[]::new))
                    .query(this::publication).list().forEach(each -> found.put(each.key(), each));
        }
        return found;
    }

    private Publication publication(ResultSet row, int number) throws SQLException {
        return new Publication(DocumentKey.of(row),
                row.getString("type_id"), row.getInt("version"), (ObjectNode) json.readTree(row.getString("fields")),
                row.getString("slug"), row.getTimestamp("first_published_at").toInstant(),
                row.getTimestamp("published_at").toInstant(), Withdrawal.of(row));
    }

    /** When the shared values of published entries were saved. */
    Map<UUID, Instant> sharedAt(Collection<UUID> entries) {
        Map<UUID, Instant> found = new HashMap<>();
        if (!entries.isEmpty()) {
            jdbc.sql("""
                    select entry_id, max(shared_at) as shared_at from publication where entry_id = any (:ids)
                    group by entry_id""").param("ids", entries.toArray(UUID[]::new)).query(row -> {
                found.put(row.getObject("entry_id", UUID.class), row.getTimestamp("shared_at").toInstant());
            });
        }
        return found;
    }

    /** Records that the shared values of entries are those that are valid now. */
    void setSharedNow(Collection<UUID> entries) {
        jdbc.sql("update publication set shared_at = now() where entry_id = any (:ids)")
                .param("ids", entries.toArray(UUID[]::new)).update();
    }

    /**
     * Publishes values, replacing earlier publications of the same variants.
     *
     * @param sharedAt when the shared values of each entry were saved
     */
    void put(List<NewValues> changed, Map<UUID, Instant> sharedAt, Instant now) {
        inBatches(changed, batch -> {
            bind("""
                    insert into publication (entry_id, locale, type_id, version, slug, fields, first_published_at,
                        published_at, shared_at)
                    select entry_id, locale, type_id, version, slug, fields::jsonb, :now, :now, shared_at
                    from unnest(:ids::uuid[], :locales::text[], :types::text[], :versions::int[], :slugs::text[],
                        :fields::text[], :shared::timestamptz[])
                        as given (entry_id, locale, type_id, version, slug, fields, shared_at)
                    on conflict (entry_id, locale) do update set version = excluded.version, slug = excluded.slug,
                        fields = excluded.fields, published_at = excluded.published_at,
                        shared_at = excluded.shared_at""", batch)
                    .param("shared", batch.stream().map(each -> Optional.ofNullable(sharedAt.get(each.key().entryId()))
                            .map(Timestamp::from).orElseThrow()).toArray(Timestamp[]::new))
                    .param("now", Timestamp.from(now))
                    .param("types", batch.stream().map(each -> each.type().id()).toArray(String[]::new))
                    .param("versions", batch.stream().map(NewValues::version).toArray(Integer[]::new))
                    .param("slugs", batch.stream().map(Publications::slug).toArray(String[]::new))
                    .param("fields", batch.stream().map(each -> json.writeValueAsString(each.fields()))
                            .toArray(String[]::new))
                    .update();
            replaceReferences(batch);
        });
    }

    /** Gives publications that were just put the times and withdrawals that they had before. */
    void restore(List<Restore> restored) {
        for (int from = 0; from < restored.size(); from += BATCH) {
            List<Restore> batch = restored.subList(from, Math.min(from + BATCH, restored.size()));
            DocumentKey.bind(jdbc.sql("""
                    update publication p set first_published_at = given.first, published_at = given.latest,
                        withdrawn_at = given.withdrawn, withdrawn_notice = given.notice
                    from unnest(:ids::uuid[], :locales::text[], :firsts::timestamptz[], :latests::timestamptz[],
                        :withdrawns::timestamptz[], :notices::text[])
                        as given (entry_id, locale, first, latest, withdrawn, notice)
                    where p.entry_id = given.entry_id and p.locale = given.locale"""),
                    batch.stream().map(each -> new DocumentKey(each.id(), each.locale())).toList())
                    .param("firsts", times(batch, former -> former.firstPublishedAt()))
                    .param("latests", times(batch, former -> former.publishedAt()))
                    .param("withdrawns", times(batch,
                            former -> former.withdrawal() == null ? null : former.withdrawal().at()))
                    .param("notices", batch.stream().map(Restore::former)
                            .map(former -> former.withdrawal() == null ? null : former.withdrawal().notice())
                            .toArray(String[]::new))
                    .update();
        }
    }

    private static @Nullable Timestamp[] times(List<Restore> restored,
            Function<FormerState.Published, @Nullable Instant> time) {
        return restored.stream().map(Restore::former).map(time)
                .map(instant -> instant == null ? null : Timestamp.from(instant)).toArray(Timestamp[]::new);
    }

    /** Replaces only the values of publications. */
    void replaceValues(List<NewValues> changed) {
        inBatches(changed, batch -> {
            bind("""
                    update publication p set fields = given.fields::jsonb, slug = given.slug
                    from unnest(:ids::uuid[], :locales::text[], :slugs::text[], :fields::text[])
                        as given (entry_id, locale, slug, fields)
                    where p.entry_id = given.entry_id and p.locale = given.locale""", batch)
                    .param("slugs", batch.stream().map(Publications::slug).toArray(String[]::new))
                    .param("fields", batch.stream().map(each -> json.writeValueAsString(each.fields()))
                            .toArray(String[]::new))
                    .update();
            replaceReferences(batch);
        });
    }

    private void replaceReferences(List<NewValues> batch) {
        bind("""
                delete from publication_reference where (entry_id, locale) in
                    (select * from unnest(:ids::uuid[], :locales::text[]))""", batch).update();
        List<DocumentKey> from = new ArrayList<>();
        List<UUID> to = new ArrayList<>();
        batch.forEach(each -> Values.targets(each.type(), each.fields()).forEach(target -> {
            from.add(each.key());
            to.add(target);
        }));
        if (!to.isEmpty()) {
            DocumentKey.bind(jdbc.sql("""
                    insert into publication_reference (entry_id, locale, target_id)
                    select * from unnest(:ids::uuid[], :locales::text[], :targets::uuid[])"""), from)
                    .param("targets", to.toArray(UUID[]::new)).update();
        }
    }

    /** Withdraws a publication, or replaces the notice of a withdrawn one. */
    void withdraw(DocumentKey key, String notice, Instant now) {
        jdbc.sql("""
                update publication set withdrawn_at = coalesce(withdrawn_at, :now), withdrawn_notice = :notice
                where entry_id = :entry and locale = :locale""").param("now", Timestamp.from(now))
                .param("notice", notice).param("entry", key.entryId()).param("locale", key.locale()).update();
    }

    /** Reinstates those that are withdrawn, and returns their number. */
    int reinstate(Collection<DocumentKey> keys) {
        return DocumentKey.bind(jdbc.sql("""
                update publication set withdrawn_at = null, withdrawn_notice = null
                where withdrawn_at is not null and (entry_id, locale) in
                    (select * from unnest(:ids::uuid[], :locales::text[]))"""), keys).update();
    }

    /** The publications that remain keep the time at which their shared values were saved. */
    void remove(Collection<DocumentKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        DocumentKey.bind(jdbc.sql("""
                update publication p set shared_at = removed.shared_at
                from (select entry_id, max(shared_at) as shared_at from publication
                      where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))
                      group by entry_id) as removed
                where p.entry_id = removed.entry_id and p.shared_at < removed.shared_at"""), keys).update();
        DocumentKey.bind(jdbc.sql("""
                delete from publication where (entry_id, locale) in
                    (select * from unnest(:ids::uuid[], :locales::text[]))"""), keys).update();
    }

    private static @Nullable String slug(NewValues changed) {
        return Values.slug(changed.type(), changed.fields());
    }

    private JdbcClient.StatementSpec bind(String sql, List<NewValues> batch) {
        return DocumentKey.bind(jdbc.sql(sql), batch.stream().map(NewValues::key).toList());
    }

    /** Processes a batch. */
    private interface Batch {
        void accept(List<NewValues> batch);
    }

    private static void inBatches(List<NewValues> all, Batch work) {
        for (int from = 0; from < all.size(); from += BATCH) {
            work.accept(all.subList(from, Math.min(from + BATCH, all.size())));
        }
    }
}

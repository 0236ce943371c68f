package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Entry;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the public sees: copies of drafts, made when they were published. */
@Component
class Publications {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Publications(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A published entry.
     *
     * @param version the draft's version that was published
     */
    record Publication(UUID id, String type, int version, JsonNode fields, Instant firstPublishedAt,
            Instant publishedAt) {}

    /** Puts an entry's draft in place of what was published of it. */
    void put(Entry entry, List<UUID> references, String actor, Instant now) {
        jdbc.sql(
                """
                        insert into publication (entry_id, type, version, slug, fields, first_published_at, published_at, published_by)
                        values (:id, :type, :version, :slug, :fields::jsonb, :now, :now, :actor)
                        on conflict (entry_id) do update set version = excluded.version, slug = excluded.slug,
                            fields = excluded.fields, published_at = excluded.published_at, published_by = excluded.published_by""")
                .param("id", entry.id()).param("type", entry.type()).param("version", entry.version())
                .param("slug", entry.slug().orElse(null)).param("fields", entry.fields().toString())
                .param("now", Timestamp.from(now)).param("actor", actor).update();
        jdbc.sql("delete from publication_reference where entry_id = :id").param("id", entry.id()).update();
        jdbc.sql(
                "insert into publication_reference (entry_id, target_id) select :id, target from unnest(:targets) target")
                .param("id", entry.id()).param("targets", references.toArray(UUID[]::new)).update();
    }

    /** After a change of the model, by which another field may be the slug now. */
    void updateSlugs(ContentType type) {
        jdbc.sql("""
                update publication set slug = fields ->> :field::text
                where type = :type and slug is distinct from fields ->> :field::text""")
                .param("field", type.slugField().map(Field::name).orElse(null)).param("type", type.name()).update();
    }

    void remove(UUID entry) {
        jdbc.sql("delete from publication where entry_id = :id").param("id", entry).update();
    }

    /** Those of some entries that are published. */
    Map<UUID, Publication> find(Collection<UUID> ids) {
        return find(ids, "fields::text");
    }

    /** The same, as if they had no fields. */
    Map<UUID, Publication> findWithoutFields(Collection<UUID> ids) {
        return find(ids, "'{}'");
    }

    private Map<UUID, Publication> find(Collection<UUID> ids, String fields) {
        Map<UUID, Publication> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                    select entry_id, type, version, %s as fields, first_published_at, published_at
                    from publication where entry_id = any (:ids)""".formatted(fields))
                    .param("ids", ids.toArray(UUID[]::new)).query(this::publication).list()
                    .forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    /** How much PostgreSQL keeps of each of some entries and of what they point at, in bytes. */
    Map<UUID, Long> sizes(Collection<UUID> ids) {
        Map<UUID, Long> sizes = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                    select entry_id, pg_column_size(fields) + (
                        select coalesce(sum(pg_column_size(target.fields)), 0)
                        from publication_reference reference join publication target
                            on target.entry_id = reference.target_id
                        where reference.entry_id = publication.entry_id) as size
                    from publication where entry_id = any (:ids)""").param("ids", ids.toArray(UUID[]::new))
                    .query(row -> {
                        sizes.put(row.getObject("entry_id", UUID.class), row.getLong("size"));
                    });
        }
        return sizes;
    }

    private Publication publication(ResultSet row, int number) throws SQLException {
        return new Publication(row.getObject("entry_id", UUID.class), row.getString("type"), row.getInt("version"),
                json.readTree(row.getString("fields")), row.getTimestamp("first_published_at").toInstant(),
                row.getTimestamp("published_at").toInstant());
    }
}

package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Marks;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.Staging;
import dev.headrace.admin.publishing.Staging.Current;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marked documents that must be rendered. The projection loops of all cores share them by leases. */
@Component
class Claims {

    /** The newest slugs that a document had and does not have any more; they lead to it. */
    static final int MAX_FORMER_SLUGS = 20;

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String CLAIM = Sql.load(Claims.class, "claim.sql");
    private static final String READ_MARKS = Sql.load(Claims.class, "read_marks.sql");
    private static final String COMPLETE = Sql.load(Claims.class, "complete.sql");
    private static final String DELETE_SLUGS = Sql.load(Claims.class, "delete_given_up_slugs.sql");

    private final JdbcClient jdbc;
    private final Marks marks;
    private final Staging staging;

    Claims(JdbcClient jdbc, Marks marks, Staging staging) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.staging = staging;
    }

    /** A document to be rendered. */
    record Claim(DocumentKey key, String type) {}

    /**
     * The mark of a document.
     *
     * @param wanted the version to write
     * @param presence the version of the entry's presence
     * @param slug the document's slug
     * @param views the views that may have frames in Redis
     * @param formerSlugs slugs that the document had and nobody has, the newest first
     * @param overlay the overlay that the document is staged for; null for none
     * @param isUrgent whether somebody has published or unpublished it alone
     */
    record Mark(long wanted, long presence, @Nullable String slug, Set<String> views, List<String> formerSlugs,
            @Nullable String overlay, boolean isUrgent) {}

    /** Claims documents with the given priority or a more urgent one. */
    @Transactional
    public List<Claim> claim(RenderPriority priority, int limit) {
        return jdbc.sql(CLAIM).param("lease", LEASE.toSeconds()).param("priority", priority.level())
                .param("limit", limit)
                .query((row, _) -> new Claim(DocumentKey.of(row), row.getString("type"))).list();
    }

    /** Reads the marks of documents, in the caller's transaction. */
    Map<DocumentKey, Mark> marks(Collection<DocumentKey> documents) {
        Map<DocumentKey, Mark> found = new HashMap<>();
        DocumentKey.bind(jdbc.sql(READ_MARKS), documents).query(row -> {
            found.put(DocumentKey.of(row), mark(row));
        });
        return found;
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getLong("wanted"), row.getLong("highest"), row.getString("slug"),
                Set.of((String[]) array(row, "views")), List.of((String[]) array(row, "former_slugs")),
                row.getString("overlay"), row.getInt("priority") == RenderPriority.URGENT.level());
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    /** Records that Redis may have frames of these views from now on, so that they can be removed later. */
    @Transactional
    public void noteViews(Collection<DocumentKey> documents, Collection<String> views) {
        marks.lock(documents);
        DocumentKey.bind(jdbc.sql("""
                update projection set views = array(select distinct unnest(views || :views::text[]))
                where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))"""), documents)
                .param("views", views.toArray(String[]::new)).update();
    }

    /** Records that Redis has these versions of documents, in the caller's transaction. */
    void complete(Map<DocumentKey, Long> versions) {
        List<DocumentKey> documents = List.copyOf(versions.keySet());
        marks.lock(documents);
        Long[] written = documents.stream().map(versions::get).toArray(Long[]::new);
        DocumentKey.bind(jdbc.sql(COMPLETE), documents).param("versions", written).update();
        DocumentKey.bind(jdbc.sql(DELETE_SLUGS), documents).param("versions", written)
                .param("kept", MAX_FORMER_SLUGS).update();
    }

    /** Whether one of these versions is the wanted one, so that no core can have written a newer one. */
    boolean isWanted(Map<DocumentKey, Long> versions) {
        List<DocumentKey> documents = List.copyOf(versions.keySet());
        return !documents.isEmpty() && DocumentKey.bind(jdbc.sql("""
                select exists (select from projection where (entry_id, locale, wanted)
                    in (select * from unnest(:ids::uuid[], :locales::text[], :versions::bigint[])))"""), documents)
                .param("versions", documents.stream().map(versions::get).toArray(Long[]::new)).query(Boolean.class)
                .single();
    }

    /** Releases claims without counting an attempt. */
    @Transactional
    public void release(Collection<DocumentKey> documents, @Nullable String error) {
        if (!documents.isEmpty()) {
            marks.lock(documents);
            DocumentKey.bind(jdbc.sql("""
                    update projection set leased_until = null, attempts = greatest(0, attempts - 1),
                        last_error = coalesce(:error::text, last_error)
                    where (entry_id, locale) in (select * from unnest(:ids::uuid[], :locales::text[]))"""), documents)
                    .param("error", error).update();
        }
    }

    /** Stages claimed documents, too, and releases the claims. */
    @Transactional
    public void stage(Current step, Collection<DocumentKey> documents) {
        if (!documents.isEmpty()) {
            marks.lock(documents);
            staging.add(step, documents);
            release(documents, null);
        }
    }

    /** Schedules a retry with exponential backoff, at most one minute. */
    @Transactional
    public void failed(DocumentKey document, String error) {
        jdbc.sql("""
                update projection set last_error = :error,
                    leased_until = now() + make_interval(secs => least(60, power(2, least(attempts, 6))))
                where entry_id = :id and locale = :locale and wanted > done""").param("error", error)
                .param("id", document.entryId()).param("locale", document.locale()).update();
    }

    /** Stored sizes of the publications of entries, including referenced publications, in bytes. */
    Map<UUID, Long> sizes(Collection<UUID> entries) {
        Map<UUID, Long> sizes = new HashMap<>();
        jdbc.sql("""
                select entry_id, sum(pg_column_size(fields) + (
                    select coalesce(sum(pg_column_size(target.fields)), 0)
                    from publication_reference reference join publication target
                        on target.entry_id = reference.target_id and target.locale = publication.locale
                    where reference.entry_id = publication.entry_id and reference.locale = publication.locale)) as size
                from publication where entry_id = any (:ids) group by entry_id""")
                .param("ids", entries.toArray(UUID[]::new)).query(row -> {
                    sizes.put(row.getObject("entry_id", UUID.class), row.getLong("size"));
                });
        return sizes;
    }
}

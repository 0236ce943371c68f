package dev.headrace.admin.publishing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which documents the edge should have anew. Each mark has a version; a document is clean once the version that was
 * written to the edge is the one that is wanted.
 */
@Component
class Projections {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    Projections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A document to be written to the edge.
     *
     * @param wanted the version to write
     */
    record Claim(UUID id, String type, long wanted) {}

    /**
     * What is to be written of a document, as a snapshot has it.
     *
     * @param wanted the version to write
     * @param views those that the edge may have frames of
     * @param givenUpSlugs slugs to be taken back, with the versions to do it with
     */
    record Mark(long wanted, Set<String> views, Map<String, Long> givenUpSlugs) {}

    /** How far the edge is behind. */
    record Backlog(long documents, long oldestSeconds, long failing, @Nullable String lastError) {}

    /** Marks a document whose publication has changed, and says with which version. */
    long mark(UUID entry, String type) {
        // The version is taken under the row's lock: one taken before could be lower than a mark that came between.
        long version = jdbc
                .sql("""
                        insert into projection (entry_id, type, wanted, dirty_since)
                        values (:id, :type, nextval('projection_version'), now())
                        on conflict (entry_id) do update set wanted = nextval('projection_version'), attempts = 0,
                            leased_until = null,
                            dirty_since = case when projection.wanted > projection.done then projection.dirty_since else now() end
                        returning wanted""")
                .param("id", entry).param("type", type).query(Long.class).single();
        noteSlugs("p.entry_id = :of", entry);
        return version;
    }

    /** Notes the slugs of marked documents of a type whose slugs the model may have changed. */
    void noteSlugs(String type) {
        noteSlugs("p.type = :of", type);
    }

    private void noteSlugs(String which, Object of) {
        jdbc.sql("""
                with changed as (
                    select p.entry_id, p.slug as former, publication.slug, p.wanted
                    from projection p left join publication using (entry_id)
                    where %s and p.slug is distinct from publication.slug
                ), given_up as (
                    insert into given_up_slug (entry_id, slug, version)
                    select entry_id, former, wanted from changed where former is not null
                    on conflict (entry_id, slug) do update set version = excluded.version, given_up_at = now()
                )
                update projection p set slug = changed.slug from changed where p.entry_id = changed.entry_id"""
                .formatted(which)).param("of", of).update();
    }

    /** Marks all published documents of some types. */
    int markTypes(Collection<String> types) {
        return jdbc.sql("""
                update projection set wanted = nextval('projection_version'), attempts = 0, leased_until = null,
                    dirty_since = now()
                where entry_id in (select entry_id from publication where type = any (:types))""")
                .param("types", types.toArray(String[]::new)).update();
    }

    /** Marks everything that was ever published, what was taken back included. */
    int markAll() {
        return jdbc.sql("""
                update projection set wanted = nextval('projection_version'), attempts = 0, leased_until = null,
                    dirty_since = now()""").update();
    }

    /** Marks what was written to the edge since a time, what was taken back included. */
    int markDoneSince(OffsetDateTime time) {
        return jdbc.sql("""
                update projection set wanted = nextval('projection_version'), attempts = 0, leased_until = null,
                    dirty_since = case when wanted > done then dirty_since else now() end
                where done_at >= :time""").param("time", time).update();
    }

    /**
     * Asks that all documents that point at an entry be marked, soon and in portions. Whether there are any is not asked
     * here: one that is being published at the same time can be seen only after this transaction.
     */
    void markDependentsLater(UUID target, long requested) {
        jdbc.sql("""
                insert into dependents_to_mark (target_id, requested) values (:target, :requested)
                on conflict (target_id) do update set after_id = null, requested = excluded.requested""")
                .param("target", target).param("requested", requested).update();
    }

    /** Drops those of the oldest requests whose entries nothing points at, as is so with most. */
    @Transactional
    public void dropRequestsWithoutDependents(int limit) {
        // Locked first, so that the look at the references is later than what was requested.
        List<UUID> waiting = jdbc.sql("""
                select target_id from dependents_to_mark order by requested limit :limit for update skip locked""")
                .param("limit", limit).query(UUID.class).list();
        if (!waiting.isEmpty()) {
            jdbc.sql("""
                    delete from dependents_to_mark waiting where target_id = any (:ids) and not exists
                        (select from publication_reference where target_id = waiting.target_id)""")
                    .param("ids", waiting.toArray(UUID[]::new)).update();
        }
    }

    /**
     * Marks one portion of the dependents that wait for it.
     *
     * @return whether there was anything to do
     */
    @Transactional
    public boolean markSomeDependents(int limit) {
        record Waiting(UUID targetId, @Nullable UUID afterId, long requested) {}
        Optional<Waiting> waiting = jdbc.sql("""
                select target_id, after_id, requested from dependents_to_mark
                order by requested limit 1 for update skip locked""").query(Waiting.class).optional();
        if (waiting.isEmpty()) {
            return false;
        }
        UUID target = waiting.get().targetId();
        List<UUID> dependents = jdbc
                .sql("""
                        select entry_id from publication_reference
                        where target_id = :target and (:after::uuid is null or entry_id > :after) order by entry_id limit :limit""")
                .param("target", target).param("after", waiting.get().afterId()).param("limit", limit)
                .query(UUID.class).list();
        jdbc.sql(
                """
                        update projection set wanted = nextval('projection_version'), attempts = 0, leased_until = null,
                            dirty_since = case when wanted > done then dirty_since else now() end
                        where entry_id in (select entry_id from projection where entry_id = any (:ids) order by entry_id for update)""")
                .param("ids", dependents.toArray(UUID[]::new)).update();
        jdbc.sql("""
                update publish_receipt set dependents = dependents + :marked
                where entry_id = :target and projection = :requested""").param("marked", dependents.size())
                .param("target", target).param("requested", waiting.get().requested()).update();
        if (dependents.size() < limit) {
            jdbc.sql("delete from dependents_to_mark where target_id = :target").param("target", target).update();
        } else {
            jdbc.sql("update dependents_to_mark set after_id = :after where target_id = :target")
                    .param("after", dependents.getLast()).param("target", target).update();
        }
        return true;
    }

    /** Takes some dirty documents, the oldest first; nobody else gets them until the lease ends. */
    @Transactional
    public List<Claim> claim(int limit) {
        return jdbc.sql("""
                update projection p set leased_until = now() + make_interval(secs => :lease), attempts = attempts + 1
                from (select entry_id from projection
                      where wanted > done and (leased_until is null or leased_until < now())
                      order by dirty_since limit :limit for update skip locked) due
                where p.entry_id = due.entry_id
                returning p.entry_id as id, p.type, p.wanted""").param("lease", LEASE.toSeconds())
                .param("limit", limit).query(Claim.class).list();
    }

    /** What is to be written of some documents. */
    Map<UUID, Mark> marks(Collection<UUID> entries) {
        UUID[] ids = entries.toArray(UUID[]::new);
        Map<UUID, Mark> marks = new HashMap<>();
        jdbc.sql("select entry_id, wanted, views from projection where entry_id = any (:ids)").param("ids", ids)
                .query(row -> {
                    Set<String> views = Set.of((String[]) row.getArray("views").getArray());
                    marks.put(row.getObject("entry_id", UUID.class),
                            new Mark(row.getLong("wanted"), views, new HashMap<>()));
                });
        jdbc.sql("select entry_id, slug, version from given_up_slug where entry_id = any (:ids)").param("ids", ids)
                .query(row -> {
                    Mark mark = marks.get(row.getObject("entry_id", UUID.class));
                    if (mark != null) {
                        mark.givenUpSlugs().put(row.getString("slug"), row.getLong("version"));
                    }
                });
        return marks;
    }

    /** Notes that the edge may have frames of these views from now on, so that they can be taken back. */
    void noteViews(Collection<UUID> entries, Collection<String> views) {
        jdbc.sql(
                """
                        update projection set views = array(select distinct unnest(views || :views::text[]))
                        where entry_id in (select entry_id from projection where entry_id = any (:ids) order by entry_id for update)""")
                .param("views", views.toArray(String[]::new)).param("ids", entries.toArray(UUID[]::new)).update();
    }

    /** The edge has this version; the document is clean unless it was marked again meanwhile. */
    void done(UUID entry, long version) {
        jdbc.sql("""
                update projection set done = greatest(done, :version), done_at = now(), last_error = null,
                    leased_until = case when wanted = :version then null else leased_until end
                where entry_id = :id and done <= :version""").param("version", version).param("id", entry).update();
        // Kept for a day, in case Redis loses its last writes and is told again.
        jdbc.sql("""
                delete from given_up_slug
                where entry_id = :id and version <= :version and given_up_at < now() - interval '1 day'""")
                .param("id", entry).param("version", version).update();
    }

    /** Nothing is wrong with these; they are to be tried again as soon as the edge can be reached. */
    void release(Collection<UUID> entries, String error) {
        jdbc.sql("update projection set leased_until = null, last_error = :error where entry_id = any (:ids)")
                .param("error", error).param("ids", entries.toArray(UUID[]::new)).update();
    }

    /** Another attempt is made later, after a wait that grows with the attempts. */
    void failed(Collection<UUID> entries, String error) {
        jdbc.sql("""
                update projection set last_error = :error,
                    leased_until = now() + make_interval(secs => least(60, power(2, least(attempts, 6))))
                where entry_id = any (:ids) and wanted > done""").param("error", error)
                .param("ids", entries.toArray(UUID[]::new)).update();
    }

    /** Why the last attempt to bring a document to the edge failed, while it is still to be brought there. */
    Optional<String> trouble(UUID entry) {
        return jdbc.sql("""
                select last_error from projection
                where entry_id = :id and wanted > done and last_error is not null""").param("id", entry)
                .query(String.class).optional();
    }

    Backlog backlog() {
        return jdbc.sql("""
                select count(*) as documents,
                    coalesce(extract(epoch from now() - min(dirty_since)), 0)::bigint as oldest_seconds,
                    count(*) filter (where last_error is not null) as failing, max(last_error) as last_error
                from projection where wanted > done""").query(Backlog.class).single();
    }
}

package dev.headrace.admin.publishing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
     * @param slugAtEdge the slug under which the edge finds it at present, if it has one
     */
    record Claim(UUID id, String type, long wanted, @Nullable String slugAtEdge) {}

    /** How far the edge is behind. */
    record Backlog(long documents, long oldestSeconds, long failing, @Nullable String lastError) {}

    /** Marks a document, and says with which version. */
    long mark(UUID entry, String type) {
        return jdbc
                .sql("""
                        insert into projection (entry_id, type, wanted, dirty_since)
                        values (:id, :type, nextval('projection_version'), now())
                        on conflict (entry_id) do update set wanted = excluded.wanted, attempts = 0, leased_until = null,
                            dirty_since = case when projection.wanted > projection.done then projection.dirty_since else now() end
                        returning wanted""")
                .param("id", entry).param("type", type).query(Long.class).single();
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

    /** Asks that all documents that point at an entry be marked, soon and in portions. */
    void markDependentsLater(UUID target, long requested) {
        jdbc.sql("""
                insert into dependents_to_mark (target_id, requested)
                select :target, :requested where exists (select from publication_reference where target_id = :target)
                on conflict (target_id) do update set after_id = null, requested = excluded.requested""")
                .param("target", target).param("requested", requested).update();
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
                returning p.entry_id as id, p.type, p.wanted, p.slug_at_edge""").param("lease", LEASE.toSeconds())
                .param("limit", limit).query(Claim.class).list();
    }

    /** The edge has this version; the document is clean unless it was marked again meanwhile. */
    void done(UUID entry, long version, @Nullable String slugAtEdge) {
        jdbc.sql("""
                update projection set done = greatest(done, :version), slug_at_edge = :slug, last_error = null,
                    leased_until = case when wanted = :version then null else leased_until end
                where entry_id = :id and done <= :version""").param("version", version).param("slug", slugAtEdge)
                .param("id", entry).update();
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

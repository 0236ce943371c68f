package dev.headrace.admin.publishing;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each publication got: rendered, in Redis, seen by the edges. */
@Component
class Receipts {

    private final JdbcClient jdbc;

    Receipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The way of one publication.
     *
     * @param projection the mark that it set
     * @param version the entry's version
     * @param renderedAt null: not yet
     * @param storedAt when it was in Redis; null: not yet
     * @param seenAt when all edges that run had seen it; null: not yet, or no edge runs
     * @param edges how many edges ran then
     * @param dependents how many documents that embed it are rendered anew as well, so far
     */
    record Receipt(UUID entryId, long projection, String action, int version, OffsetDateTime requestedAt,
            @Nullable OffsetDateTime renderedAt, @Nullable OffsetDateTime storedAt, @Nullable OffsetDateTime seenAt,
            @Nullable Integer edges, int dependents) {

        /** Whether nothing more is to come. */
        boolean complete() {
            return seenAt != null || (storedAt != null && edges != null && edges == 0);
        }

        /** From the request until the edges had seen it, or else until it was in Redis; null before that. */
        public @Nullable Long millis() {
            OffsetDateTime end = seenAt != null ? seenAt : storedAt;
            return end == null ? null : Duration.between(requestedAt, end).toMillis();
        }
    }

    void open(UUID entry, long projection, String action, int version, Instant now) {
        jdbc.sql("""
                insert into publish_receipt (entry_id, projection, action, version, requested_at)
                values (:entry, :projection, :action, :version, :now)""").param("entry", entry)
                .param("projection", projection).param("action", action).param("version", version)
                .param("now", Timestamp.from(now)).update();
    }

    Optional<Receipt> latest(UUID entry) {
        return jdbc.sql("select * from publish_receipt where entry_id = :entry order by projection desc limit 1")
                .param("entry", entry).query(Receipt.class).optional();
    }

    Optional<Receipt> find(UUID entry, long projection) {
        return jdbc.sql("select * from publish_receipt where entry_id = :entry and projection = :projection")
                .param("entry", entry).param("projection", projection).query(Receipt.class).optional();
    }

    /**
     * What a version of a document reached, its earlier publications reached too.
     *
     * @param announced where the edges hear of it
     */
    void stored(UUID entry, long version, Instant rendered, Instant stored, StreamPosition announced) {
        jdbc.sql("""
                update publish_receipt set rendered_at = :rendered, stored_at = :stored,
                    announced_millis = :millis, announced_sequence = :sequence
                where entry_id = :entry and projection <= :version and stored_at is null""")
                .param("rendered", Timestamp.from(rendered)).param("stored", Timestamp.from(stored))
                .param("millis", announced.millis()).param("sequence", announced.sequence()).param("entry", entry)
                .param("version", version).update();
    }

    /** All edges, so many, have seen what was announced up to a place. */
    void seen(StreamPosition until, Instant seen, int edges) {
        jdbc.sql("""
                update publish_receipt set seen_at = :seen, edges = :edges
                where stored_at is not null and edges is null
                    and (announced_millis, announced_sequence) <= (:millis, :sequence)""")
                .param("seen", Timestamp.from(seen)).param("edges", edges).param("millis", until.millis())
                .param("sequence", until.sequence()).update();
    }

    /** No edge runs that could see anything. */
    void unserved() {
        jdbc.sql("update publish_receipt set edges = 0 where stored_at is not null and edges is null").update();
    }
}

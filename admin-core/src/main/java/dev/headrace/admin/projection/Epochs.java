package dev.headrace.admin.projection;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The epoch of the Redis contents that the database has written. Writes to other contents, or to an earlier server
 * process, may be lost.
 */
@Component
class Epochs {

    /** The sequence of the versions of documents. */
    static final String VERSIONS = "projection_version";

    private final JdbcClient jdbc;

    Epochs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The known contents of Redis.
     *
     * @param epoch identifies the contents; empty before the first
     * @param server the process that holds them
     */
    record Epoch(String epoch, String server) {}

    Epoch known() {
        return jdbc.sql("""
                select coalesce(epoch, '') as epoch, coalesce(server, '') as server
                from (select) as one_row left join edge_epoch on true""").query(Epoch.class).single();
    }

    /** The known epoch, with a shared lock until the end of the caller's transaction. */
    Epoch lockShared() {
        jdbc.sql("select epoch from edge_epoch for share").query(String.class).optional();
        return known();
    }

    /** Replaces the epoch; waits for transactions that hold the shared lock. */
    void replace(Epoch epoch) {
        jdbc.sql("""
                insert into edge_epoch (epoch, server) values (:epoch, :server)
                on conflict (only_row) do update set epoch = excluded.epoch, server = excluded.server""")
                .param("epoch", epoch.epoch()).param("server", epoch.server()).update();
    }

    /**
     * Invalidates the contents of Redis, so that everything is rewritten.
     *
     * @param seen the epoch that the caller has seen; a newer one is not invalidated
     * @return whether it was invalidated
     */
    boolean invalidate(Epoch seen) {
        return jdbc.sql("update edge_epoch set epoch = '' where epoch = :epoch and server = :server and epoch <> ''")
                .param("epoch", seen.epoch()).param("server", seen.server()).update() > 0;
    }

    /** The latest allocated document version. */
    long latestVersion() {
        return jdbc.sql("select coalesce(pg_sequence_last_value(cast(:name as regclass)), 0)").param("name", VERSIONS)
                .query(Long.class)
                .single();
    }

    OffsetDateTime databaseTime() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }
}

package dev.headrace.admin.projection;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which contents of Redis the database knows of. What was written to others, or to a server process before, may be lost.
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
     * What the database knows of Redis.
     *
     * @param epoch the name of the contents; empty before the first
     * @param server the process that holds them
     */
    record Epoch(String epoch, String server) {}

    Epoch known() {
        return jdbc.sql("""
                select coalesce(epoch, '') as epoch, coalesce(server, '') as server
                from (select) as one_row left join edge_epoch on true""").query(Epoch.class).single();
    }

    /** The same; it stays so until the end of the caller's transaction. */
    Epoch hold() {
        jdbc.sql("select epoch from edge_epoch for share").query(String.class).optional();
        return known();
    }

    /** Replaces it, after all who hold it have ended. */
    void replace(Epoch epoch) {
        jdbc.sql("""
                insert into edge_epoch (epoch, server) values (:epoch, :server)
                on conflict (only_row) do update set epoch = excluded.epoch, server = excluded.server""")
                .param("epoch", epoch.epoch()).param("server", epoch.server()).update();
    }

    /**
     * Forgets what Redis has, since that is not what the database wrote: everything is written again.
     *
     * @param seen the epoch that the caller has seen; a newer one is not deleted
     * @return whether it was forgotten
     */
    boolean forget(Epoch seen) {
        return jdbc.sql("update edge_epoch set epoch = '' where epoch = :epoch and server = :server and epoch <> ''")
                .param("epoch", seen.epoch()).param("server", seen.server()).update() > 0;
    }

    /** The latest version of a document that was given out. */
    long latestVersion() {
        return jdbc.sql("select coalesce(pg_sequence_last_value(cast(:name as regclass)), 0)").param("name", VERSIONS)
                .query(Long.class)
                .single();
    }

    OffsetDateTime databaseTime() {
        return jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    }
}

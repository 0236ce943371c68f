package dev.headrace.admin.redirects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored redirects, and the version of their table. */
@Component
class StoredRedirects {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;

    StoredRedirects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A redirect, and who changed it last. */
    record Row(Redirect redirect, Instant updatedAt, String updatedBy) {

        /** Changes with each change of the redirect. */
        String version() {
            return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt));
        }

        private static Row of(ResultSet row, int number) throws SQLException {
            return new Row(read(row, number), row.getTimestamp("updated_at").toInstant(),
                    row.getString("updated_by"));
        }
    }

    private static Redirect read(ResultSet row, int number) throws SQLException {
        return new Redirect(row.getString("path"), row.getString("target"), row.getInt("status"));
    }

    /** Locks the table against other changes until the end of the transaction, and gives it a new version. */
    void lock() {
        raise(0);
    }

    /** Gives the table a version higher than another. */
    void raise(long above) {
        // Also higher than all in an older backup that was restored, and changed since.
        jdbc.sql("""
                update redirect_table set version =
                    greatest(version + 1, :above + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)""")
                .param("above", above).update();
    }

    /** 0 if there never was a redirect. */
    long version() {
        return jdbc.sql("select version from redirect_table").query(Long.class).single();
    }

    List<Redirect> all() {
        return jdbc.sql("select path, target, status from redirect").query(StoredRedirects::read).list();
    }

    /**
     * Redirects in the order of their paths.
     *
     * @param words part of the path or target, in any case; empty for all
     * @param after the last path of the page before; null for the first page
     */
    List<Row> list(String words, @Nullable String after, int limit) {
        return jdbc.sql("""
                select * from redirect
                where (:after::text is null or path > :after)
                    and (:words = '' or position(lower(:words) in lower(path || ' ' || coalesce(target, ''))) > 0)
                order by path limit :limit""").param("after", after).param("words", words).param("limit", limit)
                .query(Row::of).list();
    }

    Optional<Row> find(String path) {
        return jdbc.sql("select * from redirect where path = :path").param("path", path).query(Row::of).optional();
    }

    void put(Collection<Redirect> redirects, String by, Instant now) {
        List<Redirect> all = List.copyOf(redirects);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Redirect> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            jdbc.sql("""
                    insert into redirect (path, target, status, updated_at, updated_by)
                    select path, target, status, :now, :by
                    from unnest(:paths::text[], :targets::text[], :statuses::int[]) as given (path, target, status)
                    on conflict (path) do update set target = excluded.target, status = excluded.status,
                        updated_at = excluded.updated_at, updated_by = excluded.updated_by""")
                    .param("now", Timestamp.from(now)).param("by", by)
                    .param("paths", batch.stream().map(Redirect::path).toArray(String[]::new))
                    .param("targets", batch.stream().map(Redirect::to).toArray(String[]::new))
                    .param("statuses", batch.stream().map(Redirect::status).toArray(Integer[]::new)).update();
        }
    }

    void delete(String path) {
        jdbc.sql("delete from redirect where path = :path").param("path", path).update();
    }
}

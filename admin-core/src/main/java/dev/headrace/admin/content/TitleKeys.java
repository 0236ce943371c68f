package dev.headrace.admin.content;

import dev.headrace.model.Collation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The keys by which titles are sorted, all of one version of {@link Collation}. */
@Component
class TitleKeys {

    static final UUID FIRST = new UUID(0, 0);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;

    TitleKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Stored(UUID entry, String locale, String title) {

        static Stored read(ResultSet row, int number) throws SQLException {
            return new Stored(row.getObject("entry_id", UUID.class), row.getString("locale"), row.getString("title"));
        }
    }

    static byte[][] of(Stream<String> titles) {
        return titles.map(Collation::key).toArray(byte[][]::new);
    }

    /** Whether all are of this version; a core of the former version leaves some empty during an upgrade. */
    boolean areCurrent() {
        return jdbc.sql("""
                select version = :version and not exists (select from variant where title_key = '')
                from title_collation""").param("version", Collation.VERSION).query(Boolean.class).single();
    }

    boolean areEmpty() {
        return jdbc.sql("select not exists (select from variant)").query(Boolean.class).single();
    }

    void markCurrent() {
        jdbc.sql("update title_collation set version = :version").param("version", Collation.VERSION).update();
    }

    long countEntries() {
        return jdbc.sql("select count(*) from entry").query(Long.class).single();
    }

    /**
     * Renews the keys of the next entries.
     *
     * @param after the last entry of the previous batch
     * @return ids of the entries; none if there are no more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> renewNext(UUID after) {
        List<UUID> entries = jdbc.sql("""
                select id from entry where id > :after order by id limit :limit for no key update""")
                .param("after", after).param("limit", BATCH).query(UUID.class).list();
        renew(jdbc.sql("select entry_id, locale, title from variant where entry_id = any (:entries)")
                .param("entries", entries.toArray(UUID[]::new)).query(Stored::read).list());
        return entries;
    }

    private void renew(List<Stored> variants) {
        jdbc.sql("""
                update variant v set title_key = given.title_key
                from unnest(:entries::uuid[], :locales::text[], :keys::bytea[]) as given (entry_id, locale, title_key)
                where v.entry_id = given.entry_id and v.locale = given.locale""")
                .param("entries", variants.stream().map(Stored::entry).toArray(UUID[]::new))
                .param("locales", variants.stream().map(Stored::locale).toArray(String[]::new))
                .param("keys", of(variants.stream().map(Stored::title))).update();
    }
}

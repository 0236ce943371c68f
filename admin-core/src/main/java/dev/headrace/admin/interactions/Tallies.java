package dev.headrace.admin.interactions;

import dev.headrace.admin.database.Sql;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The settled counts. */
@Component
class Tallies {

    private static final String CHANGE = Sql.load(Tallies.class, "change_tallies.sql");

    private final JdbcClient jdbc;

    Tallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void change(TallyChanges changes) {
        List<TallyChanges.Change> all = changes.all();
        if (!all.isEmpty()) {
            jdbc.sql(CHANGE).param("entries", all.stream().map(TallyChanges.Change::entry).toArray(UUID[]::new))
                    .param("metrics", all.stream().map(TallyChanges.Change::metric).toArray(String[]::new))
                    .param("amounts", all.stream().map(TallyChanges.Change::amount).toArray(Long[]::new)).update();
        }
    }

    List<Tally> of(Collection<UUID> entries) {
        return entries.isEmpty()
                ? List.of()
                : jdbc.sql("select entry_id, metric, value, version from tally where entry_id = any (:entries)")
                        .param("entries", entries.toArray(UUID[]::new)).query(Tally.class).list();
    }

    /** Entries that have tallies, in the order of their ids. */
    List<UUID> entriesAfter(UUID after, int limit) {
        return jdbc.sql("select distinct entry_id from tally where entry_id > :after order by entry_id limit :limit")
                .param("after", after).param("limit", limit).query(UUID.class).list();
    }
}

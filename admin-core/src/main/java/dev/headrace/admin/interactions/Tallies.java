package dev.headrace.admin.interactions;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.database.VersionSequences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The stored tallies. */
@Component
class Tallies {

    private static final String CHANGE = Sql.load(Tallies.class, "change_tallies.sql");

    private static final String RENEW = Sql.load(Tallies.class, "renew_tallies.sql");
    private static final String VERSIONS = "tally_version";

    private final JdbcClient jdbc;
    private final VersionSequences sequences;

    Tallies(JdbcClient jdbc, VersionSequences sequences) {
        this.jdbc = jdbc;
        this.sequences = sequences;
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

    /**
     * Allocates new versions for tallies that are still current although Redis has newer versions: those are from a later
     * state of the database, which is lost.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Tally> renew(Collection<Tally> outdated) {
        List<Tally> latest = new ArrayList<>(of(outdated.stream().map(Tally::entryId).distinct().toList()));
        latest.retainAll(Set.copyOf(outdated));
        if (latest.isEmpty()) {
            return List.of();
        }
        sequences.raise(VERSIONS);
        return jdbc.sql(RENEW).param("entries", latest.stream().map(Tally::entryId).toArray(UUID[]::new))
                .param("metrics", latest.stream().map(Tally::metric).toArray(String[]::new))
                .param("versions", latest.stream().map(Tally::version).toArray(Long[]::new)).query(Tally.class).list();
    }

    /** Entries with tallies, ordered by id. */
    List<UUID> entriesAfter(UUID after, int limit) {
        return jdbc.sql("select distinct entry_id from tally where entry_id > :after order by entry_id limit :limit")
                .param("after", after).param("limit", limit).query(UUID.class).list();
    }
}

package dev.headrace.admin.content;

import dev.headrace.model.DeduplicationWindow;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ids of purged entries, so that nothing is stored for them afterwards. */
@Component
public class PurgedEntries {

    /** Events of a purged entry are discarded, so none may be accepted after the entry is forgotten. */
    private static final int DAYS_REMEMBERED = DeduplicationWindow.DAYS_UNTIL_REJECTED;

    private static final Logger log = LoggerFactory.getLogger(PurgedEntries.class);

    private final JdbcClient jdbc;

    PurgedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Runs before the listeners that delete data about the entries. The lock waits for data that is being stored, so that
     * its rows are deleted too, and blocks later writes until the commit.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void record(EntriesPurged purged) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('purged entries'))").query().listOfRows();
        jdbc.sql("insert into purged_entry (entry_id) select unnest(:ids::uuid[]) on conflict do nothing")
                .param("ids", purged.ids().toArray(UUID[]::new)).update();
    }

    /** The purged ones among the entries; no other entry can be purged until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> among(Collection<UUID> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('purged entries'))").query().listOfRows();
        return new HashSet<>(jdbc.sql("select entry_id from purged_entry where entry_id = any (:ids)")
                .param("ids", entries.toArray(UUID[]::new)).query(UUID.class).list());
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void deleteOld() {
        try {
            jdbc.sql("delete from purged_entry where purged_at < now() - make_interval(days => :days)")
                    .param("days", DAYS_REMEMBERED).update();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot delete old purged entries; retrying in an hour: {}", e.toString());
        }
    }
}

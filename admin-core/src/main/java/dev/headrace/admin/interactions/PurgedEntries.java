package dev.headrace.admin.interactions;

import dev.headrace.admin.content.EntriesPurged;
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

/**
 * The entries that were deleted for good, as long as events for them can arrive: what users did to them does not come back.
 */
@Component
class PurgedEntries {

    private static final Logger log = LoggerFactory.getLogger(PurgedEntries.class);

    private final JdbcClient jdbc;

    PurgedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Comes before all that delete what users did to the entries: it waits for events that are being applied, so that theirs
     * is deleted too, and later ones wait for it.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void remember(EntriesPurged purged) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('purged entries'))").query().listOfRows();
        jdbc.sql("insert into purged_entry (entry_id) select unnest(:ids::uuid[]) on conflict do nothing")
                .param("ids", purged.ids().toArray(UUID[]::new)).update();
    }

    /** Those that were purged; no other one is until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> among(Collection<UUID> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('purged entries'))").query().listOfRows();
        return new HashSet<>(jdbc.sql("select entry_id from purged_entry where entry_id = any (:ids)")
                .param("ids", entries.toArray(UUID[]::new)).query(UUID.class).list());
    }

    /** Older events are refused for their age. */
    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            jdbc.sql("delete from purged_entry where purged_at < now() - make_interval(days => :days)")
                    .param("days", InboxPartitions.DAYS_KEPT + 1).update();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Purged entries stay known for another hour: {}", e.toString());
        }
    }
}

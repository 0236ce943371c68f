package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes the projection state of the documents of purged entries. It is kept as long as the purge is remembered, so that
 * the documents are removed again if Redis is restored from contents from before it.
 */
@Component
class DeletePurgedDocuments {

    private static final Logger log = LoggerFactory.getLogger(DeletePurgedDocuments.class);
    private static final int BATCH = 500;
    private static final String DELETE = Sql.load(DeletePurgedDocuments.class, "delete_purged_documents.sql");

    private final JdbcClient jdbc;

    DeletePurgedDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            log.debug("Deleted the state of {} documents of purged entries", deleteAll());
        } catch (RuntimeException e) {
            log.warn("Cannot delete documents of purged entries; retrying in an hour: {}", e.toString());
        }
    }

    /** In batches, to keep transactions short. */
    long deleteAll() {
        long all = 0;
        int deleted;
        do {
            deleted = jdbc.sql(DELETE).param("limit", BATCH).update();
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}

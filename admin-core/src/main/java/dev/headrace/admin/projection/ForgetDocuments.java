package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what is known of the documents of purged entries. It is kept for a while: as long as it is, the documents are
 * removed again from a Redis that comes back with older contents.
 */
@Component
class ForgetDocuments {

    static final Duration KEPT = Duration.ofDays(35);

    private static final Logger log = LoggerFactory.getLogger(ForgetDocuments.class);
    private static final int BATCH = 500;
    private static final String FORGET = Sql.load(ForgetDocuments.class, "forget_documents.sql");

    private final JdbcClient jdbc;

    ForgetDocuments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            log.debug("Forgot {} documents of purged entries", forgetAll());
        } catch (RuntimeException e) {
            log.warn("Cannot forget documents of purged entries; tries again in an hour: {}", e.toString());
        }
    }

    /** In batches, so that no transaction takes long. */
    long forgetAll() {
        long all = 0;
        int deleted;
        do {
            deleted = jdbc.sql(FORGET).param("days", KEPT.toDays()).param("limit", BATCH).update();
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}

package dev.headrace.admin.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes ended jobs after their retention time, except failed ones that must be retried. */
@Component
class JobCleanup {

    private static final Logger log = LoggerFactory.getLogger(JobCleanup.class);
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JobScheduler scheduler;
    private final JobSettings settings;
    private final Clock clock;

    JobCleanup(JdbcClient jdbc, JobScheduler scheduler, JobSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = scheduler;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            long deleted = deleteExpired();
            log.debug("Deleted {} jobs that ended more than {} ago", deleted, settings.retention());
        } catch (RuntimeException e) {
            log.warn("Deleting old jobs failed; next attempt in an hour: {}", e.toString());
        }
    }

    /** Deletes in batches to keep transactions short. */
    long deleteExpired() {
        Timestamp limit = Timestamp.from(clock.instant().minus(settings.retention()));
        long all = 0;
        int deleted;
        do {
            deleted = jdbc
                    .sql("""
                            delete from job where id in
                                (select id from job where finished_at < :limit and not (state = 'failed' and kind = any (:mustFinish))
                                    order by finished_at limit :batch)""")
                    .param("limit", limit).param("mustFinish", scheduler.mustFinish().toArray(String[]::new))
                    .param("batch", BATCH).update();
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}

package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.JobLists;
import dev.headrace.admin.web.NotFoundException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes abandoned uploads, contents left by ended jobs, and old outcomes. */
@Component
class ImportCleanup {

    private static final Logger log = LoggerFactory.getLogger(ImportCleanup.class);
    private static final int MAX_IMPORTS_PER_RUN = 1_000;

    private final JdbcClient jdbc;
    private final ImportFiles files;
    private final JobLists jobs;
    private final ImportSettings settings;
    private final Clock clock;

    ImportCleanup(JdbcClient jdbc, ImportFiles files, JobLists jobs, ImportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 15, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            delete(false, settings.uploadRetention());
            delete(true, settings.retention());
            clearEnded();
        } catch (RuntimeException e) {
            log.warn("Deleting old imports failed; next attempt in 15 minutes: {}", e.toString());
        }
    }

    /** One import at a time, to keep statements short. */
    private void delete(boolean started, Duration retention) {
        Timestamp limit = Timestamp.from(clock.instant().minus(retention));
        while (jdbc.sql("""
                delete from import where id =
                    (select id from import where started = :started and updated_at < :limit limit 1)""")
                .param("started", started).param("limit", limit).update() > 0) {
            log.debug("Deleted an import that was last used before {}", limit);
        }
    }

    /** Failed and cancelled jobs leave contents behind. */
    private void clearEnded() {
        List<UUID> kept = jdbc
                .sql("select id from import where started and not cleared order by updated_at limit :limit")
                .param("limit", MAX_IMPORTS_PER_RUN).query(UUID.class).list();
        kept.stream().filter(this::hasEnded).forEach(files::clear);
    }

    private boolean hasEnded(UUID id) {
        try {
            return jobs.get(id, Actor.system()).state().ended();
        } catch (NotFoundException _) {
            return true;
        }
    }
}

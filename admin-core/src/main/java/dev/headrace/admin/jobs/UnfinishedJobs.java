package dev.headrace.admin.jobs;

import dev.headrace.admin.database.DatabaseCheck;
import dev.headrace.admin.database.StoredHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Failed jobs that must finish, see {@link JobHandler#mustFinish}. The core is unhealthy until they are run again, but
 * serves requests.
 */
@Component("unfinishedJobsHealthIndicator")
public class UnfinishedJobs extends StoredHealthIndicator {

    private final JdbcClient jdbc;
    private final JobScheduler scheduler;

    UnfinishedJobs(JdbcClient jdbc, JobScheduler scheduler, DatabaseCheck check) {
        super(check, "The unfinished jobs cannot be counted.");
        this.jdbc = jdbc;
        this.scheduler = scheduler;
    }

    /** The number of these jobs. */
    public long count() {
        return jdbc.sql("select count(*) from job where state = 'failed' and kind = any (:kinds)")
                .param("kinds", scheduler.mustFinish().toArray(String[]::new)).query(Long.class).single();
    }

    @Override
    protected void read(Health.Builder builder) {
        long count = count();
        builder.status(count == 0 ? Status.UP : Status.DOWN).withDetail("failed", count);
    }
}

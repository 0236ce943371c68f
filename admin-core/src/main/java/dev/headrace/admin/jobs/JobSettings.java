package dev.headrace.admin.jobs;

import dev.headrace.admin.settings.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for running jobs.
 *
 * @param concurrency maximum number of concurrent jobs on this core
 * @param pollInterval interval of polling for due jobs; one started on this core runs at once
 * @param heartbeatInterval interval of renewing the lease of a running job
 * @param missedHeartbeats number of missed renewals after which another core takes over; at least 4
 * @param progressInterval interval of writing progress while a job runs
 * @param retries number of runs without a new checkpoint before a job fails
 * @param retryDelay delay before the first retry; doubles with each further one
 * @param maxRetryDelay maximum delay
 * @param shutdownWait time for running jobs to stop before they are interrupted, and again after that
 * @param retention time for which ended jobs are kept
 */
@ConfigurationProperties("headrace.jobs")
record JobSettings(int concurrency, Duration pollInterval, Duration heartbeatInterval, int missedHeartbeats,
        Duration progressInterval, int retries, Duration retryDelay, Duration maxRetryDelay, Duration shutdownWait,
        Duration retention) {

    JobSettings {
        new SettingCheck()
                .between(1, 64, "concurrency", concurrency)
                .between(4, 100, "missedHeartbeats", missedHeartbeats)
                .between(0, 100, "retries", retries)
                .positive("pollInterval", pollInterval)
                .positive("heartbeatInterval", heartbeatInterval)
                .positive("progressInterval", progressInterval)
                .positive("retryDelay", retryDelay)
                .positive("maxRetryDelay", maxRetryDelay)
                .positive("shutdownWait", shutdownWait)
                .positive("retention", retention)
                .end();
    }

    /** The delay before a retry, counted from 1. */
    Duration delayBefore(int retry) {
        Duration delay = retryDelay;
        for (int i = 1; i < retry && delay.compareTo(maxRetryDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(maxRetryDelay) < 0 ? delay : maxRetryDelay;
    }
}

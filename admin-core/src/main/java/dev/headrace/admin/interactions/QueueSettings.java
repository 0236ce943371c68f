package dev.headrace.admin.interactions;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the edge's events come from.
 *
 * @param endpoint empty for the AWS service of the region
 * @param create whether to create the queue and its dead-letter queue when they are missing
 * @param workers how many messages are worked on at once
 */
@ConfigurationProperties("headrace.queue")
record QueueSettings(String endpoint, String region, String name, boolean create, int workers) {

    QueueSettings {
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("HEADRACE_WORKERS must be between 1 and 64, not " + workers);
        }
    }

    String deadLetterName() {
        return name + "-dead";
    }
}

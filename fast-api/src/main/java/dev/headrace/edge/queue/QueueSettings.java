package dev.headrace.edge.queue;

import dev.headrace.model.EventKeys;
import java.time.Duration;

/**
 * Settings of the queue and the shipper.
 *
 * @param endpoint empty for AWS
 * @param name the queue must exist
 * @param linger how long a message waits for more events
 * @param senders maximum number of messages in flight
 * @param waiting maximum number of events waiting to be sent; further ones stay in the outbox until the next sweep
 * @param eventKeys the first signs messages
 */
public record QueueSettings(String endpoint, String region, String name, Duration linger, int senders, int waiting,
        EventKeys eventKeys) {

    /** Maximum of {@link #linger}. */
    public static final Duration MAX_LINGER = Duration.ofSeconds(1);
}

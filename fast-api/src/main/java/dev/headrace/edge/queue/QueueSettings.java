package dev.headrace.edge.queue;

import java.time.Duration;

/**
 * The queue, and how events are sent to it.
 *
 * @param endpoint empty for AWS
 * @param name the queue must exist
 * @param linger how long a message waits for more events
 * @param senders how many messages may be under way at once
 * @param waiting how many events may wait to be sent; further ones stay in the outbox until the sweep
 */
public record QueueSettings(String endpoint, String region, String name, Duration linger, int senders, int waiting) {}

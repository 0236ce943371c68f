package dev.headrace.edge.work;

import java.time.Duration;

/**
 * Settings of the worker pool.
 *
 * @param threads number of threads
 * @param maxQueued maximum number of queued tasks; further ones are rejected
 * @param maxWait maximum queueing time; tasks that waited longer are rejected
 */
public record WorkSettings(int threads, int maxQueued, Duration maxWait) {}

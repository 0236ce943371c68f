package dev.headrace.edge.work;

import java.time.Duration;

/**
 * Bounds of the work that runs apart from I/O threads.
 *
 * @param threads how many tasks run at once
 * @param maxQueued how many may wait; further ones are refused
 * @param maxWait tasks that have waited longer are refused
 */
public record WorkSettings(int threads, int maxQueued, Duration maxWait) {}

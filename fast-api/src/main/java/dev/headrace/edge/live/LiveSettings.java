package dev.headrace.edge.live;

import dev.headrace.edge.limit.Rate;
import java.time.Duration;

/**
 * Settings of synchronization and change streams.
 *
 * @param maxStreams maximum number of open change streams
 * @param maxBehind maximum number of changes that a stream may be behind before its client is disconnected; as many are in
 *     memory
 * @param heartbeat time between two heartbeats of a stream
 * @param maxSyncs maximum number of synchronizations at once
 * @param syncs of one client address
 */
public record LiveSettings(int maxStreams, int maxBehind, Duration heartbeat, int maxSyncs, Rate syncs) {}

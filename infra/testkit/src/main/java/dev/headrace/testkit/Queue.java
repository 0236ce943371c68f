package dev.headrace.testkit;

import java.net.URI;

/**
 * A queue's location.
 *
 * @param endpoint URL of the server
 * @param region the region that clients must use
 * @param name name of the queue
 */
public record Queue(URI endpoint, String region, String name) {}

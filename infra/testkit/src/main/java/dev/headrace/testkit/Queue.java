package dev.headrace.testkit;

import java.net.URI;

/**
 * Where a queue is.
 *
 * @param endpoint the server's address
 * @param region what clients say their region is
 * @param name the queue's name
 */
public record Queue(URI endpoint, String region, String name) {}

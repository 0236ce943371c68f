package dev.headrace.edge.redis;

import java.util.Map;

/** An entry of a Redis stream. */
public record StreamEntry(String id, Map<String, String> fields) {}

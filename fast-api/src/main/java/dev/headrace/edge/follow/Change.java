package dev.headrace.edge.follow;

import dev.headrace.model.Target;

/**
 * A document that was written to Redis or removed from it.
 *
 * @param locale the locale in which it is served
 */
public record Change(Target target, String locale) {}

package dev.headrace.edge.follow;

import dev.headrace.model.Target;

/**
 * A document that was written to Redis or removed there.
 *
 * @param locale the one in which it is served
 */
public record Change(Target target, String locale) {}

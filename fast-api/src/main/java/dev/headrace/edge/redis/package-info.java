/** Connections to Redis, and the few things that the edge asks of it. No other package knows the client library. */
@NullMarked
package dev.headrace.edge.redis;

import org.jspecify.annotations.NullMarked;

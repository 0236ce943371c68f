/** Connections to Redis and the commands that the edge uses. Only this package depends on the client library. */
@NullMarked
package dev.headrace.edge.redis;

import org.jspecify.annotations.NullMarked;

/** The in-memory cache of values read from Redis. */
@NullMarked
package dev.headrace.edge.cache;

import org.jspecify.annotations.NullMarked;

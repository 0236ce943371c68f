/** Per-client rate limits. */
@NullMarked
package dev.headrace.edge.limit;

import org.jspecify.annotations.NullMarked;

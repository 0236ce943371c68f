/** Rebuilds the data in Redis. */
@NullMarked
package dev.headrace.local.rebuild;

import org.jspecify.annotations.NullMarked;

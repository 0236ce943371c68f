/** Rebuilds the edge's data. */
@NullMarked
package dev.headrace.local.rebuild;

import org.jspecify.annotations.NullMarked;

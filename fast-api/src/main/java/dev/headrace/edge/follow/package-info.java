/** Follows the change stream and reports this edge's position to the core. */
@NullMarked
package dev.headrace.edge.follow;

import org.jspecify.annotations.NullMarked;

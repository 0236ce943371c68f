/** Follows the stream of changes and tells the core how far this edge has followed. */
@NullMarked
package dev.headrace.edge.follow;

import org.jspecify.annotations.NullMarked;

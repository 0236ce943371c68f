/** Keeps up with what the core publishes, and tells the core so. */
@NullMarked
package dev.headrace.edge.live;

import org.jspecify.annotations.NullMarked;

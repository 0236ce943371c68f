/** Changes for programs that keep copies of published documents: synchronization, and a stream of events. */
@NullMarked
package dev.headrace.edge.live;

import org.jspecify.annotations.NullMarked;

/** Sends accepted events from the outboxes in Redis to the queue that the workers read. */
@NullMarked
package dev.headrace.edge.queue;

import org.jspecify.annotations.NullMarked;

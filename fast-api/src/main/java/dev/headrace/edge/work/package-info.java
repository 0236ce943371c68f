/** Work that must not run on I/O threads. */
@NullMarked
package dev.headrace.edge.work;

import org.jspecify.annotations.NullMarked;

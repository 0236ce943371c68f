/** What the edge keeps in memory of what it has read, until Redis says that it has changed. */
@NullMarked
package dev.headrace.edge.cache;

import org.jspecify.annotations.NullMarked;

/**
 * The index of published documents that each edge keeps on its own disk: it follows the changes, and finds documents by
 * the values of their fields. No other package knows the index library.
 */
@NullMarked
package dev.headrace.edge.index;

import org.jspecify.annotations.NullMarked;

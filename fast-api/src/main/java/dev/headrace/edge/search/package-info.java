/** Searches of published documents by their texts. */
@NullMarked
package dev.headrace.edge.search;

import org.jspecify.annotations.NullMarked;

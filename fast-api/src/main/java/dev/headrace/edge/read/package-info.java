/** Serves published content: the near cache, documents, lists and tallies. */
@NullMarked
package dev.headrace.edge.read;

import org.jspecify.annotations.NullMarked;

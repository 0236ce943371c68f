/** The tallies of documents, without the documents. */
@NullMarked
package dev.headrace.edge.stats;

import org.jspecify.annotations.NullMarked;

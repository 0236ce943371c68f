/**
 * The list index that each edge keeps on its own disk: it applies changes and searches documents by their field values. Only
 * this package depends on Lucene.
 */
@NullMarked
package dev.headrace.edge.index;

import org.jspecify.annotations.NullMarked;

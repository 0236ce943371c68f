/** Lists of documents, from an index that each edge keeps on its own disk. No other package knows the index library. */
@NullMarked
package dev.headrace.edge.lists;

import org.jspecify.annotations.NullMarked;

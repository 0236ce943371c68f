/** Lists of documents: requests, cursors and pages. */
@NullMarked
package dev.headrace.edge.lists;

import org.jspecify.annotations.NullMarked;

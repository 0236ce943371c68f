/** Lists of documents: what a client asks for, cursors and pages. */
@NullMarked
package dev.headrace.edge.lists;

import org.jspecify.annotations.NullMarked;

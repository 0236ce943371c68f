/** Keeps single clients from taking more than their share. */
@NullMarked
package dev.headrace.edge.limit;

import org.jspecify.annotations.NullMarked;

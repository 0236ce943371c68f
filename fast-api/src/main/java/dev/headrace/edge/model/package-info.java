/** The model as the core last published it. */
@NullMarked
package dev.headrace.edge.model;

import org.jspecify.annotations.NullMarked;

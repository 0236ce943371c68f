/** The model last published by the core. */
@NullMarked
package dev.headrace.edge.model;

import org.jspecify.annotations.NullMarked;

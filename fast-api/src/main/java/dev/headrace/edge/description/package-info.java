/** The OpenAPI description of the edge's API, which the core writes. */
@NullMarked
package dev.headrace.edge.description;

import org.jspecify.annotations.NullMarked;

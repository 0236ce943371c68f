/** What the edge is composed of: features, each with its routes, metrics and health. */
@NullMarked
package dev.headrace.edge.feature;

import org.jspecify.annotations.NullMarked;

/** The features that make up the edge, each with its routes, metrics and health. */
@NullMarked
package dev.headrace.edge.feature;

import org.jspecify.annotations.NullMarked;

/** The edge: serves published content as bytes and accepts writes of users. {@link dev.headrace.edge.Edge} composes it. */
@NullMarked
package dev.headrace.edge;

import org.jspecify.annotations.NullMarked;

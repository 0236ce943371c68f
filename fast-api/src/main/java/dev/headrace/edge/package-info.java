/** The fast edge: serves published content as bytes and accepts user-scale writes. {@link dev.headrace.edge.Main} composes it. */
@NullMarked
package dev.headrace.edge;

import org.jspecify.annotations.NullMarked;

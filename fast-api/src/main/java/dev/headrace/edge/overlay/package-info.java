/** The overlay that is active on this edge: documents that changed in one step. */
@NullMarked
package dev.headrace.edge.overlay;

import org.jspecify.annotations.NullMarked;

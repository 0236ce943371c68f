/** Accepts interactions with published documents: views and reactions. */
@NullMarked
package dev.headrace.edge.interact;

import org.jspecify.annotations.NullMarked;

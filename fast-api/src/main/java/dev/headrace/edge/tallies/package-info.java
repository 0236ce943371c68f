/** Tallies of user interactions with documents. */
@NullMarked
package dev.headrace.edge.tallies;

import org.jspecify.annotations.NullMarked;

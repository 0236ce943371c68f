/** What those who run the edge ask it: is it alive, is it ready, what has it done. */
@NullMarked
package dev.headrace.edge.health;

import org.jspecify.annotations.NullMarked;

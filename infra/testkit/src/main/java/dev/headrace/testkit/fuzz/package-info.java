/** Runs parsers on many malformed inputs, with limits of memory and CPU time. */
@NullMarked
package dev.headrace.testkit.fuzz;

import org.jspecify.annotations.NullMarked;

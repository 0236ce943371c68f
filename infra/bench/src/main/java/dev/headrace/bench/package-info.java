/** Measures the edge against floors and peers that run on the same machine, in the same run. */
@NullMarked
package dev.headrace.bench;

import org.jspecify.annotations.NullMarked;

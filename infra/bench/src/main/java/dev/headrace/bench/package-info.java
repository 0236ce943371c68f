/** Benchmarks the edge against baselines and peers on the same machine, in the same run. */
@NullMarked
package dev.headrace.bench;

import org.jspecify.annotations.NullMarked;

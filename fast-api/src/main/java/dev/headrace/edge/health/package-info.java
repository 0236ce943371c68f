/** Liveness, readiness and metrics endpoints. */
@NullMarked
package dev.headrace.edge.health;

import org.jspecify.annotations.NullMarked;

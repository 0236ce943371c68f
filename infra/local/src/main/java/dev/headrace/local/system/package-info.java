/** Starts, supervises and stops a whole system on this machine: PostgreSQL, Redis, SQS, the core and the edge. */
@NullMarked
package dev.headrace.local.system;

import org.jspecify.annotations.NullMarked;

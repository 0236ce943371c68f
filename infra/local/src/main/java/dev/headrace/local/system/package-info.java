/** The whole of Headrace on this machine: PostgreSQL, Redis, SQS, the core and the edge, started, watched and stopped. */
@NullMarked
package dev.headrace.local.system;

import org.jspecify.annotations.NullMarked;

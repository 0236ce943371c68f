/**
 * Real PostgreSQL, Redis and SQS for tests, which can stop and kill them.
 *
 * <p>{@link dev.headrace.testkit.Backends} is the entry point: it uses external servers named by the environment, else
 * containers if a Docker engine is available, else child processes. Only tests that stop or kill a server depend on
 * which; they have the tag {@code ends-servers} and fail on external servers.
 */
@NullMarked
package dev.headrace.testkit;

import org.jspecify.annotations.NullMarked;

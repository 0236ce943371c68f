/**
 * Real PostgreSQL, Redis and SQS for tests, and ways to end them in the middle of one.
 *
 * <p>{@link dev.headrace.testkit.Backends} is the entry: it takes servers that the environment names, else containers if
 * a Docker engine answers, else child processes. Tests cannot tell the difference, but for those that end a server: they
 * have the tag {@code ends-servers}, and cannot do that to servers that somebody else runs.
 */
@NullMarked
package dev.headrace.testkit;

import org.jspecify.annotations.NullMarked;

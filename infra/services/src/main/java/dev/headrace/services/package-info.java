/**
 * Real PostgreSQL, Redis and SQS (ElasticMQ) as child processes that listen on loopback only, without Docker.
 *
 * <p>A {@link dev.headrace.services.DataFolder} is locked by one JVM at a time. If that JVM is killed, the folder's next
 * owner finds the orphaned processes by their pid files and stops them.
 */
@NullMarked
package dev.headrace.services;

import org.jspecify.annotations.NullMarked;

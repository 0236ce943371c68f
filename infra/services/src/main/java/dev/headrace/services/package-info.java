/**
 * Real PostgreSQL, Redis and SQS (ElasticMQ) as child processes that listen on loopback only, without Docker.
 *
 * <p>A {@link dev.headrace.services.DataFolder} is claimed by one JVM at a time. What the services of a killed owner left
 * running there is found by its pid file and stopped by the next owner.
 */
@NullMarked
package dev.headrace.services;

import org.jspecify.annotations.NullMarked;

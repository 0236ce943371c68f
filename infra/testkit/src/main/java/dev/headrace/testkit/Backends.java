package dev.headrace.testkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The servers that this JVM's tests share; each is started when it is first asked for and ended with the JVM.
 *
 * <p>For each of them, in this order: the server that {@code HEADRACE_TEST_DATABASE_URL},
 * {@code HEADRACE_TEST_REDIS_URL} or {@code HEADRACE_TEST_SQS_ENDPOINT} names; a container, if
 * {@code HEADRACE_TEST_BACKENDS} is {@code containers}, or is not set and a Docker engine answers; else a child process.
 * The log says which. {@code embedded} forbids containers, and {@code containers} without an engine is a failure.
 */
public final class Backends {

    private static final Logger LOG = System.getLogger(Backends.class.getName());
    private static @Nullable PostgresBackend postgres;
    private static @Nullable RedisBackend redis;
    private static @Nullable QueueBackend queue;

    private Backends() {}

    /** PostgreSQL 18, or what {@code HEADRACE_TEST_POSTGRES_IMAGE} names. */
    public static synchronized PostgresBackend postgres() {
        if (postgres == null) {
            String url = System.getenv("HEADRACE_TEST_DATABASE_URL");
            postgres = started(url != null
                    ? PostgresBackend.given(url)
                    : ContainedServer.isWanted() ? PostgresBackend.contained() : PostgresBackend.embedded());
        }
        return postgres;
    }

    /** Valkey or Redis, never evicting; a container's image is what {@code HEADRACE_TEST_REDIS_IMAGE} names. */
    public static synchronized RedisBackend redis() {
        if (redis == null) {
            String url = System.getenv("HEADRACE_TEST_REDIS_URL");
            redis = started(url != null
                    ? RedisBackend.given(url)
                    : ContainedServer.isWanted() ? RedisBackend.contained() : RedisBackend.embedded());
        }
        return redis;
    }

    /** ElasticMQ; a container's image is what {@code HEADRACE_TEST_SQS_IMAGE} names. */
    public static synchronized QueueBackend queue() {
        if (queue == null) {
            String endpoint = System.getenv("HEADRACE_TEST_SQS_ENDPOINT");
            queue = started(endpoint != null
                    ? QueueBackend.given(endpoint)
                    : ContainedServer.isWanted() ? QueueBackend.contained() : QueueBackend.embedded());
        }
        return queue;
    }

    private static <B extends Backend> B started(B backend) {
        Runtime.getRuntime().addShutdownHook(new Thread(backend::discard, "end of a backend"));
        LOG.log(Level.INFO, "Backend of the tests: {0}", backend);
        backend.start();
        return backend;
    }
}

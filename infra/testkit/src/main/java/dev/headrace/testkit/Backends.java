package dev.headrace.testkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The servers that this JVM's tests share; each is started on first use and stopped when the JVM exits.
 *
 * <p>For each of them, in this order: the server that {@code HEADRACE_TEST_DATABASE_URL},
 * {@code HEADRACE_TEST_REDIS_URL} or {@code HEADRACE_TEST_SQS_ENDPOINT} names; a container, if
 * {@code HEADRACE_TEST_BACKENDS} is {@code containers}, or is not set and a Docker engine is available; else a child
 * process. The choice is logged. {@code embedded} disables containers; {@code containers} fails without an engine.
 */
public final class Backends {

    private static final Logger LOG = System.getLogger(Backends.class.getName());
    private static @Nullable PostgresBackend postgres;
    private static @Nullable RedisBackend redis;
    private static @Nullable QueueBackend queue;

    private Backends() {}

    /** PostgreSQL 18, or the image in {@code HEADRACE_TEST_POSTGRES_IMAGE}. */
    public static synchronized PostgresBackend postgres() {
        if (postgres == null) {
            String url = System.getenv("HEADRACE_TEST_DATABASE_URL");
            postgres = started(url != null
                    ? PostgresBackend.external(url)
                    : ContainerServer.isEnabled() ? PostgresBackend.container() : PostgresBackend.embedded());
        }
        return postgres;
    }

    /** Valkey or Redis without eviction; {@code HEADRACE_TEST_REDIS_IMAGE} sets the image of a container. */
    public static synchronized RedisBackend redis() {
        if (redis == null) {
            String url = System.getenv("HEADRACE_TEST_REDIS_URL");
            redis = started(url != null
                    ? RedisBackend.external(url)
                    : ContainerServer.isEnabled() ? RedisBackend.container() : RedisBackend.embedded());
        }
        return redis;
    }

    /** ElasticMQ; {@code HEADRACE_TEST_SQS_IMAGE} sets the image of a container. */
    public static synchronized QueueBackend queue() {
        if (queue == null) {
            String endpoint = System.getenv("HEADRACE_TEST_SQS_ENDPOINT");
            queue = started(endpoint != null
                    ? QueueBackend.external(endpoint)
                    : ContainerServer.isEnabled() ? QueueBackend.container() : QueueBackend.embedded());
        }
        return queue;
    }

    private static <B extends Backend> B started(B backend) {
        Runtime.getRuntime().addShutdownHook(new Thread(backend::discard, "discard-backend"));
        LOG.log(Level.INFO, "Test backend: {0}", backend);
        backend.start();
        return backend;
    }
}

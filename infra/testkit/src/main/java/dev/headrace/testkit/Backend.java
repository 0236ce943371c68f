package dev.headrace.testkit;

import java.time.Duration;

/** A server that tests share and can stop and restart; its address and data stay. */
public abstract sealed class Backend permits PostgresBackend, RedisBackend, QueueBackend {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final String name;
    private final TestServer server;
    private boolean running;

    Backend(String name, TestServer server) {
        this.name = name;
        this.server = server;
    }

    /** Throws or returns false while the server is not ready. */
    abstract boolean answers() throws Exception;

    /** Starts it and returns once it is ready; does nothing if it is running. */
    public final synchronized void start() {
        if (running) {
            return;
        }
        server.start();
        try {
            Eventually.holds(name + " answers", START_TIMEOUT, this::answers);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server.output(), e);
        }
        running = true;
    }

    /** Shuts it down; does nothing if it is not running. */
    public final synchronized void stop() {
        if (running) {
            server.stop();
            running = false;
        }
    }

    /** Kills it; does nothing if it is not running. */
    public final synchronized void kill() {
        if (running) {
            server.kill();
            running = false;
        }
    }

    /** Shuts it down and starts it again. */
    public final synchronized void restart() {
        stop();
        start();
    }

    /** Called once, when the JVM exits. */
    void discard() {
        server.discard();
    }

    @Override
    public final String toString() {
        return name + ": " + server;
    }
}

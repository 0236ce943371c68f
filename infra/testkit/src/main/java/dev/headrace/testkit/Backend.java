package dev.headrace.testkit;

import java.time.Duration;

/** One server of the tests, which they may end and start again: its address and its data stay. */
public abstract sealed class Backend permits PostgresBackend, RedisBackend, QueueBackend {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final TestServer server;
    private boolean running;

    Backend(String name, TestServer server) {
        this.name = name;
        this.server = server;
    }

    /** Throws or answers false as long as the server does not serve. */
    abstract boolean answers() throws Exception;

    /** Returns once it answers; does nothing if it runs. */
    public final synchronized void start() {
        if (running) {
            return;
        }
        server.start();
        try {
            Eventually.holds(name + " answers", PATIENCE, this::answers);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server.output(), e);
        }
        running = true;
    }

    /** Stops it in order; does nothing if it does not run. */
    public final synchronized void stop() {
        if (running) {
            server.stop();
            running = false;
        }
    }

    /** Ends it as a crash does; does nothing if it does not run. */
    public final synchronized void kill() {
        if (running) {
            server.kill();
            running = false;
        }
    }

    /** Stops it in order and starts it again. */
    public final synchronized void restart() {
        stop();
        start();
    }

    /** Called once, when the tests' JVM ends. */
    void discard() {
        server.discard();
    }

    @Override
    public final String toString() {
        return name + ": " + server;
    }
}

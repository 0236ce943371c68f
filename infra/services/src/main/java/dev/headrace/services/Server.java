package dev.headrace.services;

/** A real server on its own port. It can be restarted on the same port with the same data. */
public interface Server extends AutoCloseable {

    /** Display name. */
    String name();

    int port();

    /**
     * Starts it and returns once it is ready.
     *
     * @throws ServiceException if the port is taken or the server is not ready in time
     */
    void start();

    /**
     * Shuts it down; does nothing if it is not running.
     *
     * @return false if it did not stop in time and had to be killed
     */
    boolean stop();

    /** Kills it, as {@code kill -9} does. */
    void kill();

    /** Whether its process is alive. */
    boolean isRunning();

    /**
     * Whether it replies, even if only with an error because it is not ready. Waits for at most a few seconds; false if it
     * is not running.
     */
    boolean answers();

    /** Rotates its log file if it is too large; call it periodically while the server runs. */
    void rotateLog();

    @Override
    default void close() {
        stop();
    }
}

package dev.headrace.services;

/** A real server on a port of its own. After its end it may be started again, there and with the same data. */
public interface Server extends AutoCloseable {

    /** What people call it. */
    String name();

    int port();

    /**
     * Starts it on its port and returns once it answers.
     *
     * @throws ServiceException if the port is taken or the server does not answer in time
     */
    void start();

    /**
     * Stops it in order; does nothing if it does not run.
     *
     * @return false if it did not heed and had to be killed
     */
    boolean stop();

    /** Ends it at once, as {@code kill -9} does. */
    void kill();

    /** Whether its process is there. */
    boolean isRunning();

    /** Keeps its log file from growing without end; to be called now and then while it runs. */
    void boundLog();

    @Override
    default void close() {
        stop();
    }
}

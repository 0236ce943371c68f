package dev.headrace.testkit;

/** A server that tests can stop and restart; its address and data stay. */
interface TestServer {

    void start();

    /** Shuts it down. */
    void stop();

    /** Kills it. */
    void kill();

    /** Removes it with its data. */
    void discard();

    /** The end of its output, for error messages. */
    String output();
}

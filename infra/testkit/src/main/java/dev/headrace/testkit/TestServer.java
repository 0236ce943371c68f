package dev.headrace.testkit;

/** A server that a test may end and start again at the same address with the same data. */
interface TestServer {

    void start();

    /** Ends it in order. */
    void stop();

    /** Ends it at once. */
    void kill();

    /** Ends it for good, data and all. */
    void discard();

    /** The end of what it wrote, for a message that says that it does not answer. */
    String output();
}

package dev.headrace.testkit;

import dev.headrace.services.Ports;

/** Ports for what tests start. */
public final class FreePorts {

    private FreePorts() {}

    /** A port of 127.0.0.1 that nobody listened on a moment ago. */
    public static int next() {
        return Ports.free();
    }
}

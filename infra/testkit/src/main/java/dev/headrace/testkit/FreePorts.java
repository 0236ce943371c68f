package dev.headrace.testkit;

import dev.headrace.services.Ports;

/** Ports for servers that tests start. */
public final class FreePorts {

    private FreePorts() {}

    /** A port on 127.0.0.1 that was free a moment ago. */
    public static int next() {
        return Ports.free();
    }
}

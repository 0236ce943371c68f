package dev.headrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Sends as many requests as the server can handle, over a number of connections. */
interface Load {

    /**
     * @param requests a file, see {@code requests.lua}
     * @return responses per second
     * @throws IllegalStateException if there is an error response
     */
    double perSecond(Subject subject, Path requests, int connections, Duration time) throws Exception;

    /** {@code wrk} if it is installed, else the built-in generator. */
    static Load find(Path folder) throws IOException {
        return Wrk.isInstalled() ? new Wrk(folder) : new ClosedLoop();
    }
}

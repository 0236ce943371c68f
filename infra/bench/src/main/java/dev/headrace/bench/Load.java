package dev.headrace.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Sends as many requests as a server answers, over a number of connections. */
interface Load {

    /**
     * @param requests a file, see {@code requests.lua}
     * @return answers per second
     * @throws IllegalStateException if an answer was not a good one
     */
    double perSecond(Subject subject, Path requests, int connections, Duration time) throws Exception;

    /** {@code wrk} if it is installed, else our own. */
    static Load find(Path folder) throws IOException {
        return Wrk.isInstalled() ? new Wrk(folder) : new ClosedLoop();
    }
}

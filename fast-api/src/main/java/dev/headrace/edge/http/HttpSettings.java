package dev.headrace.edge.http;

import java.time.Duration;
import java.util.List;

/**
 * How the edge listens.
 *
 * @param ioThreads 0 means one for each core
 * @param maxConnections further ones wait in the kernel until others close
 * @param corsOrigins origins whose pages may call the API; {@code *} alone means all
 * @param proxies how many reverse proxies stand before the edge, each appending to {@code X-Forwarded-For}
 * @param cacheControl what caches in front of the edge may do with content
 * @param drainPause how long requests are still answered after a stop was requested
 * @param shutdownTimeout how long requests may take to end after that
 */
public record HttpSettings(String host, int port, int managementPort, int ioThreads, int maxConnections,
        List<String> corsOrigins, int proxies, String cacheControl, Duration drainPause, Duration shutdownTimeout) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }
}

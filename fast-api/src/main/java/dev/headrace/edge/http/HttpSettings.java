package dev.headrace.edge.http;

import dev.headrace.edge.connection.ConnectionSettings;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the HTTP server.
 *
 * @param ioThreads 0 means one per core
 * @param corsOrigins allowed CORS origins; {@code *} alone means all
 * @param proxies number of reverse proxies in front of the edge that append to {@code X-Forwarded-For}
 * @param cacheControl the {@code Cache-Control} of content
 * @param drainPause how long requests are still served after shutdown begins
 * @param shutdownTimeout how long pending requests may take after that
 */
public record HttpSettings(String host, int port, int managementPort, int ioThreads, ConnectionSettings connections,
        List<String> corsOrigins, int proxies, String cacheControl, Duration drainPause, Duration shutdownTimeout) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Number of I/O threads on a machine with this number of processors. */
    int ioThreads(int processors) {
        return ioThreads > 0 ? ioThreads : processors;
    }

    /** The limits of connections to the API: behind proxies, all connections come from the few addresses of the proxies. */
    public ConnectionSettings admitted() {
        return proxies == 0 ? connections : connections.withoutLimitPerAddress();
    }
}

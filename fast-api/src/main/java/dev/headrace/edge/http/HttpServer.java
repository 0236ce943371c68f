package dev.headrace.edge.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/** Undertow with the edge's pipeline and limits, and a second listener for management. */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    // Not used by the edge, but Undertow requires one.
    private static final int WORKER_THREADS = 1;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_PARAMETERS = 64;
    private static final long MAX_BODY_BYTES = 64 * 1024;
    private static final int PARSE_TIMEOUT_MILLIS = 5_000;
    private static final int IDLE_TIMEOUT_MILLIS = 60_000;

    private final HttpSettings settings;
    private final DrainHandler draining;
    private final Undertow undertow;

    public HttpServer(HttpSettings settings, Routes api, Routes management, RequestMetrics metrics) {
        this.settings = settings;
        this.draining = new DrainHandler(new RouterHandler(api, metrics));
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(settings.port(), settings.host(), pipeline(settings, draining))
                .addHttpListener(settings.managementPort(), settings.host(),
                        new ProblemHandler(new RouterHandler(management, metrics)))
                .setWorkerThreads(WORKER_THREADS);
        if (settings.ioThreads() > 0) {
            builder.setIoThreads(settings.ioThreads());
        }
        this.undertow = withLimits(builder).build();
    }

    /** The handlers of an API request, outermost first. */
    private static HttpHandler pipeline(HttpSettings settings, HttpHandler draining) {
        HttpHandler withProblems = new ProblemHandler(draining);
        HttpHandler withCors = new CorsHandler(settings.corsOrigins(), withProblems);
        HttpHandler secured = new SecurityHeadersHandler(withCors);
        return new HttpContinueReadHandler(secured);
    }

    private Undertow.Builder withLimits(Undertow.Builder builder) {
        return builder.setSocketOption(Options.CONNECTION_HIGH_WATER, settings.maxConnections())
                .setSocketOption(Options.CONNECTION_LOW_WATER, Math.max(1, settings.maxConnections() * 9 / 10))
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, true)
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT,
                        Math.toIntExact(settings.shutdownTimeout().toMillis()));
    }

    /** @throws IllegalStateException if a port is in use */
    public void start() {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException("cannot listen on port " + settings.port() + " or "
                    + settings.managementPort() + " of " + settings.host(), e);
        }
        LOG.info("Listening on {}:{}, management on port {}", settings.host(), port(), managementPort());
    }

    /** The port of the API, also if the configured port is 0. */
    public int port() {
        return port(0);
    }

    public int managementPort() {
        return port(1);
    }

    private int port(int listener) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(listener).getAddress()).getPort();
    }

    /**
     * Keeps serving for the drain period, so that clients can switch to another server; then rejects new requests and waits
     * until pending ones are answered, or the timeout has passed.
     */
    public void drain() {
        Duration timeout = settings.shutdownTimeout();
        try {
            draining.drain();
            Thread.sleep(settings.drainPause());
            if (!draining.close(timeout)) {
                LOG.warn("Requests were still pending after {} s", timeout.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        undertow.stop();
    }
}

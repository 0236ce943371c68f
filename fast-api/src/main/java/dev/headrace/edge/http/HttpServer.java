package dev.headrace.edge.http;

import dev.headrace.edge.connection.Connections;
import dev.headrace.edge.connection.GuardedListener;
import dev.headrace.edge.connection.ReadyResponses;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** Undertow behind guarded connections, with the edge's pipeline, and a second listener for management. */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private static final int MAX_PARAMETERS = 64;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final long MAX_BODY_BYTES = 64 * 1024;
    // Less than a whole number of pages, as in Undertow's defaults.
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    private static final int BUFFERS_PER_THREAD = 4;
    private static final int BACKLOG = 4096;
    private static final int MANAGEMENT_CONNECTIONS = 256;

    private final HttpSettings settings;
    private final DrainHandler draining;
    private final HttpHandler api;
    private final ReadyResponses ready;
    private final HttpHandler management;
    private final Connections connections;
    private final XnioWorker worker;
    private final List<AcceptingChannel<StreamConnection>> listeners = new ArrayList<>();

    public HttpServer(HttpSettings settings, Connections connections, Routes api, Routes management,
            RequestMetrics metrics, PreparedResponses prepared) {
        this.settings = settings;
        this.connections = connections;
        this.draining = new DrainHandler(new RouterHandler(api, metrics));
        this.api = pipeline(settings, draining);
        this.ready = draining.ready(prepared);
        this.management = new ProblemHandler(new RouterHandler(management, metrics));
        this.worker = worker(settings.ioThreads(Runtime.getRuntime().availableProcessors()));
    }

    private static XnioWorker worker(int ioThreads) {
        try {
            return Xnio.getInstance(HttpServer.class.getClassLoader()).createWorker(OptionMap.builder()
                    .set(Options.WORKER_IO_THREADS, ioThreads)
                    // Not used by the edge, but required.
                    .set(Options.WORKER_TASK_CORE_THREADS, 1).set(Options.WORKER_TASK_MAX_THREADS, 1)
                    .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The handlers of an API request, outermost first. */
    private static HttpHandler pipeline(HttpSettings settings, HttpHandler draining) {
        HttpHandler withProblems = new ProblemHandler(draining);
        HttpHandler withCors = new CorsHandler(settings.corsOrigins(), withProblems);
        HttpHandler secured = new SecurityHeadersHandler(withCors);
        return new HttpContinueReadHandler(secured);
    }

    /** Deadlines, and limits of requests before the body, are those of {@link GuardedListener}; these are not reached. */
    private static OptionMap limits() {
        // Off: Undertow would hold a response back until the head of a pipelined request has arrived completely.
        return OptionMap.builder().set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, 2 * MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, 2 * MAX_HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, 2 * MAX_PARAMETERS)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MAX_BODY_BYTES)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.RECORD_REQUEST_START_TIME, true).getMap();
    }

    /** @throws IllegalStateException if a port is in use */
    public void start() {
        ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, BUFFERS_PER_THREAD);
        listen(settings.port(), api, connections, ready, buffers);
        // Separate limits: probes must be answered when the API is at its own.
        listen(settings.managementPort(), management,
                new Connections(settings.connections().withLimits(MANAGEMENT_CONNECTIONS, 0)),
                ReadyResponses.NONE, buffers);
        LOG.info("Listening on {}:{}, management on port {}", settings.host(), port(), managementPort());
    }

    private void listen(int port, HttpHandler handler, Connections admitted, ReadyResponses answers,
            ByteBufferPool buffers) {
        HttpOpenListener undertow = new HttpOpenListener(buffers, limits());
        undertow.setRootHandler(new ProgressHandler(handler));
        GuardedListener guarded = new GuardedListener(undertow, admitted,
                new RefusalRenderer(settings.corsOrigins()), answers);
        try {
            AcceptingChannel<StreamConnection> listener = worker.createStreamConnectionServer(
                    new InetSocketAddress(InetAddress.getByName(settings.host()), port),
                    ChannelListeners.openListenerAdapter(guarded), OptionMap.builder().set(Options.TCP_NODELAY, true)
                            .set(Options.REUSE_ADDRESSES, true).set(Options.BACKLOG, BACKLOG).getMap());
            listeners.add(listener);
            listener.resumeAccepts();
        } catch (IOException e) {
            stop();
            throw new IllegalStateException("cannot listen on port " + port + " of " + settings.host(), e);
        }
    }

    int ioThreads() {
        return worker.getIoThreadCount();
    }

    /** The port of the API, also if the configured port is 0. */
    public int port() {
        return port(0);
    }

    public int managementPort() {
        return port(1);
    }

    private int port(int listener) {
        return listeners.get(listener).getLocalAddress(InetSocketAddress.class).getPort();
    }

    /**
     * Keeps serving for the drain period, so that clients can switch to another server; then rejects new requests and waits
     * until pending ones are answered, or the timeout has passed.
     *
     * @param rejecting called once new requests are rejected; must end the responses that would not end by themselves
     */
    public void drain(Runnable rejecting) {
        Duration timeout = settings.shutdownTimeout();
        try {
            draining.drain();
            Thread.sleep(settings.drainPause());
            draining.close();
            rejecting.run();
            if (!draining.await(timeout)) {
                LOG.warn("Requests were still pending after {} s", timeout.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        if (worker.isShutdown()) {
            return;
        }
        listeners.forEach(IoUtils::safeClose);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.headrace.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Passes requests with the access key on to ElasticMQ, and refuses all others before their body is read. ElasticMQ itself
 * does whatever anybody asks, even a form of a web page in the user's browser.
 */
final class Gate {

    /** Long polls of all workers of a core, and the senders of an edge, at their maximum. */
    private static final int MAX_REQUESTS = 256;
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int BACKLOG = 128;
    /** A batch of 1 MiB, with each character escaped; ElasticMQ's own limit is 8 MiB. */
    private static final long MAX_BODY = 6 << 20;
    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final List<String> SENT_BY_BROWSERS = List.of("Origin", "Sec-Fetch-Site");

    private final AccessKey key;
    private final ElasticMq elasticMq;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);

    Gate(AccessKey key, ElasticMq elasticMq) {
        this.key = key;
        this.elasticMq = elasticMq;
    }

    /** Sets limits of the JDK's server and client, which read them when they are first used. Times are in seconds. */
    static void configureProcess() {
        System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS));
        System.setProperty("sun.net.httpserver.maxReqTime", "15");
        // More than a long poll takes.
        System.setProperty("sun.net.httpserver.maxRspTime", "60");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "65536");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // ElasticMQ puts the client's Host into the URLs of queues.
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
        // Else a message could be sent twice.
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", "64");
    }

    /** @param port on 127.0.0.1; 0 for any */
    HttpServer open(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG,
                "/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            OptionalInt refusal = refusal(exchange);
            if (refusal.isPresent()) {
                answer(exchange, refusal.getAsInt());
            } else if (requests.tryAcquire()) {
                try {
                    elasticMq.forward(exchange, bodyLength(exchange));
                } finally {
                    requests.release();
                }
            } else {
                answer(exchange, 503);
            }
        }
    }

    /** The status with which a request is refused; empty if it may pass. */
    private OptionalInt refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (SENT_BY_BROWSERS.stream().anyMatch(headers::containsKey) || !isAuthorized(headers)) {
            return OptionalInt.of(403);
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            return OptionalInt.of(405);
        }
        if (headers.containsKey("Transfer-Encoding")) {
            return OptionalInt.of(411);
        }
        return bodyLength(exchange) > MAX_BODY ? OptionalInt.of(413) : OptionalInt.empty();
    }

    private boolean isAuthorized(Headers headers) {
        List<String> authorizations = headers.getOrDefault("Authorization", List.of());
        return authorizations.size() == 1 && key.isNamedIn(authorizations.getFirst());
    }

    private static long bodyLength(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? 0 : Long.parseLong(length.strip());
    }

    /** Answers in place of ElasticMQ, and closes the connection. */
    static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] text = ("The gate of the queue server answers " + status + ".\n").getBytes(US_ASCII);
        // Opened, so that the end of the exchange reads a short body: else the client might not get the response.
        var _ = exchange.getRequestBody();
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        // The end of the exchange would wait for that body first.
        exchange.getResponseBody().flush();
    }
}

package dev.headrace.queue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ElasticMQ in this process, at an address that nobody else needs to know. */
final class ElasticMq {

    private static final int CONNECT_MILLIS = 5_000;
    /** More than a long poll takes. */
    private static final int RESPONSE_MILLIS = 30_000;
    private static final int NO_RESPONSE = -1;
    private static final int NOT_LISTENING = -2;
    /** Headers of a single connection, and those that each side sets itself. */
    private static final Set<String> NOT_FORWARDED = Set.of("connection", "keep-alive", "proxy-connection",
            "transfer-encoding", "te", "trailer", "upgrade", "expect", "content-length", "date");

    private final String origin;
    private final Runnable onFailure;
    private final Changes changes = new Changes();

    ElasticMq(String host, int port) {
        this(host, port, ElasticMq::exit);
    }

    /** @param onFailure called when ElasticMQ does not accept connections or store changes any more */
    ElasticMq(String host, int port, Runnable onFailure) {
        this.origin = "http://" + host + ":" + port;
        this.onFailure = onFailure;
    }

    /** So that the launcher restarts it. */
    private static void exit() {
        System.err.println("ElasticMQ has failed; exiting");
        System.exit(1);
    }

    /**
     * Passes a request on, and its response back, both as streams.
     *
     * @param bodyLength in bytes
     * @throws IOException if the client no longer sends or reads
     */
    void forward(HttpExchange exchange, long bodyLength) throws IOException {
        HttpURLConnection call = call(exchange);
        int status = send(exchange, bodyLength, call);
        try {
            if (status > 0) {
                respond(exchange, call, status);
            } else {
                Gate.answer(exchange, 502);
            }
        } finally {
            String action = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Target"), "");
            if (status == NOT_LISTENING || changes.haveFailed(action, status > 0 ? status : 502)) {
                onFailure.run();
            }
        }
    }

    private HttpURLConnection call(HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        HttpURLConnection call = (HttpURLConnection) URI.create(origin + target.getRawPath() + query).toURL()
                .openConnection(Proxy.NO_PROXY);
        call.setRequestMethod(exchange.getRequestMethod());
        call.setConnectTimeout(CONNECT_MILLIS);
        call.setReadTimeout(RESPONSE_MILLIS);
        call.setInstanceFollowRedirects(false);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (isForwarded(name)) {
                values.forEach(value -> call.addRequestProperty(name, value));
            }
        });
        return call;
    }

    /**
     * The status of the response, {@link #NO_RESPONSE} or {@link #NOT_LISTENING}.
     *
     * @throws IncompleteBodyException if the client has not sent the whole body, which is no failure of ElasticMQ
     */
    private static int send(HttpExchange exchange, long bodyLength, HttpURLConnection call)
            throws IncompleteBodyException {
        try {
            if (bodyLength > 0) {
                call.setDoOutput(true);
                call.setFixedLengthStreamingMode(bodyLength);
                try (OutputStream body = call.getOutputStream()) {
                    new ClientBody(exchange.getRequestBody(), bodyLength).transferTo(body);
                }
            }
            return call.getResponseCode();
        } catch (IncompleteBodyException e) {
            throw e;
        } catch (ConnectException e) {
            return NOT_LISTENING;
        } catch (IOException e) {
            return NO_RESPONSE;
        }
    }

    private static void respond(HttpExchange exchange, HttpURLConnection call, int status) throws IOException {
        call.getHeaderFields().forEach((name, values) -> {
            // Without a name, it is the status line.
            if (name != null && isForwarded(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        try (InputStream body = body(call, status)) {
            exchange.sendResponseHeaders(status, body == null ? -1 : length(call));
            if (body != null) {
                body.transferTo(exchange.getResponseBody());
            }
        }
    }

    private static @Nullable InputStream body(HttpURLConnection call, int status) throws IOException {
        return status >= 400 ? call.getErrorStream() : call.getInputStream();
    }

    /** As {@link HttpExchange#sendResponseHeaders} expects it: -1 for none, 0 for unknown. */
    private static long length(HttpURLConnection call) {
        long length = call.getContentLengthLong();
        return length == 0 ? -1 : Math.max(length, 0);
    }

    private static boolean isForwarded(String name) {
        return !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT));
    }
}

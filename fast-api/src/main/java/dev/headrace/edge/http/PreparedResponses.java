package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.connection.OrdinaryGet;
import dev.headrace.edge.connection.ReadyResponse;
import dev.headrace.edge.http.RequestMetrics.RouteMetrics;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Heads of responses that were sent before, by request target, so that ordinary requests for the same targets need not be
 * handled. Bodies stay where they are cached.
 */
public final class PreparedResponses {

    /** The body of a response that was sent before. Called on I/O threads; must be fast. */
    @FunctionalInterface
    public interface CurrentBody {

        /** @return the body, to be duplicated; null if the response would be different now */
        @Nullable
        ByteBuffer get();
    }

    private static final int OVERHEAD = 300;
    private static final byte[] OK = "HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1);
    private static final byte[] NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\n".getBytes(ISO_8859_1);
    /** These are not copied from a response: they describe its body or connection, or its time. */
    private static final Set<HttpString> OWN = Set.of(Headers.CONNECTION, Headers.CONTENT_LENGTH, Headers.CONTENT_TYPE,
            Headers.DATE);

    /**
     * @param head status line and fields
     * @param fieldsEnd the end of the fields that a 304 has, too
     * @param etag with its quotes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(byte[] head, int fieldsEnd, String etag, CurrentBody body, RouteMetrics metrics) {

        int weight(String target) {
            return head.length + target.length() + OVERHEAD;
        }
    }

    private final Cache<String, Prepared> prepared;
    private final RequestMetrics metrics;
    private final DateLine date = new DateLine();

    /** @param bytes maximum size; 0 turns this off */
    public PreparedResponses(long bytes, RequestMetrics metrics) {
        this.prepared = Caffeine.newBuilder().maximumWeight(bytes)
                .weigher((String target, Prepared response) -> response.weight(target)).executor(Runnable::run).build();
        this.metrics = metrics;
    }

    /**
     * Remembers the response to an exchange, after its header was set.
     *
     * @param body its body without tallies
     */
    public void keep(HttpServerExchange exchange, String route, CurrentBody body) {
        String query = exchange.getQueryString();
        String target = query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
        prepared.put(target, prepare(exchange.getResponseHeaders(), route, body));
    }

    private Prepared prepare(HeaderMap headers, String route, CurrentBody body) {
        StringBuilder head = new StringBuilder(512).append(new String(OK, ISO_8859_1));
        for (HeaderValues field : headers) {
            if (!OWN.contains(field.getHeaderName())) {
                field.forEach(value -> append(head, field.getHeaderName(), value));
            }
        }
        int fieldsEnd = head.length();
        append(head, Headers.CONTENT_TYPE, RepresentationSender.JSON);
        ByteBuffer now = body.get();
        append(head, Headers.CONTENT_LENGTH, String.valueOf(now == null ? 0 : now.remaining()));
        return new Prepared(head.toString().getBytes(ISO_8859_1), fieldsEnd, headers.getFirst(Headers.ETAG), body,
                metrics.of(route));
    }

    private static void append(StringBuilder head, HttpString name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** @return null if there is none that is current */
    @Nullable
    ReadyResponse to(OrdinaryGet request) {
        Prepared response = prepared.getIfPresent(request.target());
        if (response == null) {
            return null;
        }
        ByteBuffer body = response.body.get();
        if (body == null) {
            return null;
        }
        long start = System.nanoTime();
        String condition = request.ifNoneMatch();
        if (condition == null) {
            return new Ready(response.metrics, 200, start, ByteBuffer.wrap(response.head), date.at(start),
                    body.duplicate());
        }
        return condition.equals(response.etag)
                ? new Ready(response.metrics, 304, start, ByteBuffer.wrap(NOT_MODIFIED),
                        ByteBuffer.wrap(response.head, OK.length, response.fieldsEnd - OK.length), date.at(start))
                : null;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ready(RouteMetrics metrics, int status, long start, ByteBuffer... parts) implements ReadyResponse {

        @Override
        public void completed() {
            metrics.observe(status, System.nanoTime() - start);
        }
    }
}

package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.body.Body;
import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.body.Coding;
import dev.headrace.edge.connection.OrdinaryGet;
import dev.headrace.edge.connection.ReadyResponse;
import dev.headrace.edge.http.RequestMetrics.RouteMetrics;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Heads of responses that were sent before, by request target, so that ordinary requests for the same targets need not be
 * handled. Bodies stay where they are cached.
 */
public final class PreparedResponses {

    /** The body of a response that was sent before. Called on I/O threads; must be fast. */
    @FunctionalInterface
    public interface CurrentBody {

        /** @return null if the response would be different now */
        @Nullable
        Body get();
    }

    private static final int OVERHEAD = 300;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final byte[] NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\n".getBytes(ISO_8859_1);
    /** These are not copied from a response: they describe its body or connection, or its time. */
    private static final Set<HttpString> OWN = Set.of(Headers.CONNECTION, Headers.CONTENT_ENCODING,
            Headers.CONTENT_LENGTH,
            Headers.CONTENT_TYPE, Headers.DATE, Headers.ETAG);

    /** What is known about the responses to a target, in all forms. */
    private static final class Prepared {

        private final String fields;
        private final String etag;
        private final CurrentBody body;
        private final RouteMetrics metrics;
        private final Map<Coding, Head> heads = new ConcurrentHashMap<>(2);

        /**
         * @param fields those that do not depend on the form
         * @param etag without coding, with its quotes
         */
        Prepared(String fields, String etag, CurrentBody body, RouteMetrics metrics) {
            this.fields = fields;
            this.etag = etag;
            this.body = body;
            this.metrics = metrics;
        }

        Head head(Coding form, Body body) {
            Head head = heads.get(form);
            return head != null
                    ? head
                    : heads.computeIfAbsent(form, _ -> Head.of(fields, form.etag(etag), form, body.size(form)));
        }

        int weight(String target) {
            // Fields in all forms and, as a text, once more.
            return OVERHEAD + target.length() + (1 + Coding.values().length) * fields.length();
        }
    }

    /**
     * The head of a response in one form.
     *
     * @param octets status line and fields
     * @param validators the end of the fields that a 304 has, too
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(byte[] octets, int validators, String etag) {

        static Head of(String fields, String etag, Coding form, int length) {
            StringBuilder head = new StringBuilder(512).append(OK).append(fields);
            append(head, Headers.ETAG, etag);
            int validators = head.length();
            append(head, Headers.CONTENT_TYPE, RepresentationSender.JSON);
            if (form != Coding.IDENTITY) {
                append(head, Headers.CONTENT_ENCODING, form.token());
            }
            append(head, Headers.CONTENT_LENGTH, String.valueOf(length));
            return new Head(head.toString().getBytes(ISO_8859_1), validators, etag);
        }

        ByteBuffer[] withBody(ByteBuffer date, ByteBuffer body) {
            return new ByteBuffer[]{ByteBuffer.wrap(octets), date, body};
        }

        ByteBuffer[] notModified(ByteBuffer date) {
            return new ByteBuffer[]{ByteBuffer.wrap(NOT_MODIFIED),
                    ByteBuffer.wrap(octets, OK.length(), validators - OK.length()), date};
        }
    }

    private final Cache<String, Prepared> prepared;
    private final BodyForms forms;
    private final RequestMetrics metrics;
    private final DateLine date = new DateLine();

    /** @param bytes maximum size; 0 turns this off */
    public PreparedResponses(long bytes, BodyForms forms, RequestMetrics metrics) {
        this.forms = forms;
        this.prepared = Caffeine.newBuilder().maximumWeight(bytes)
                .weigher((String target, Prepared response) -> response.weight(target)).executor(Runnable::run).build();
        this.metrics = metrics;
    }

    /**
     * Remembers the response to an exchange, after its header was set.
     *
     * @param etag without coding, with its quotes
     */
    public void keep(HttpServerExchange exchange, String route, String etag, CurrentBody body) {
        // Its header may be for one origin only.
        if (exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
            return;
        }
        String query = exchange.getQueryString();
        String target = query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
        prepared.put(target,
                new Prepared(fields(exchange.getResponseHeaders()), etag, body, metrics.of(route)));
    }

    private static String fields(HeaderMap headers) {
        StringBuilder fields = new StringBuilder(256);
        for (HeaderValues field : headers) {
            if (!OWN.contains(field.getHeaderName())) {
                field.forEach(value -> append(fields, field.getHeaderName(), value));
            }
        }
        return fields.toString();
    }

    private static void append(StringBuilder head, HttpString name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** @return null if there is none that is current */
    @Nullable
    ReadyResponse to(OrdinaryGet request) {
        try {
            return current(request);
        } catch (RuntimeException e) {
            // The handler will answer, and log what is wrong.
            return null;
        }
    }

    private @Nullable ReadyResponse current(OrdinaryGet request) {
        Prepared response = prepared.getIfPresent(request.target());
        if (response == null) {
            return null;
        }
        Body body = response.body.get();
        if (body == null) {
            return null;
        }
        long start = System.nanoTime();
        Coding form = forms.of(body, request.acceptEncoding());
        Head head = response.head(form, body);
        String condition = request.ifNoneMatch();
        if (condition == null) {
            return new Ready(response.metrics, StatusCodes.OK, start, head.withBody(date.at(start), body.bytes(form)));
        }
        return condition.equals(head.etag)
                ? new Ready(response.metrics, StatusCodes.NOT_MODIFIED, start, head.notModified(date.at(start)))
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

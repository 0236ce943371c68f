package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.body.Coding;
import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.connection.OrdinaryGet;
import dev.headrace.edge.connection.ReadyResponse;
import dev.headrace.edge.http.PreparedResponse.Head;
import dev.headrace.edge.http.RequestMetrics.RouteMetrics;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Predicate;
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
        KeptBody get();
    }

    private static final byte[] NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\n".getBytes(ISO_8859_1);
    /** These are not copied from a response: they describe its body or connection, or its time. */
    private static final Set<HttpString> COMPOSED = Set.of(Headers.CONNECTION, Headers.CONTENT_ENCODING,
            Headers.CONTENT_LENGTH, Headers.CONTENT_TYPE, Headers.DATE, Headers.ETAG);
    /** These differ from target to target. All others are kept once for all responses with the same. */
    private static final Set<HttpString> OWN = Set.of(HeaderNames.SURROGATE_KEY, HeaderNames.CACHE_GROUPS,
            HeaderNames.LINK);
    private static final int MAX_SHARED = 64;

    private final PreparedTable prepared;
    private final Cache<String, byte[]> shared = Caffeine.newBuilder().maximumSize(MAX_SHARED).executor(Runnable::run)
            .build();
    private final BodyForms forms;
    private final RequestMetrics metrics;
    private final DateLine date = new DateLine();

    /** @param bytes maximum size; 0 turns this off */
    public PreparedResponses(long bytes, BodyForms forms, RequestMetrics metrics) {
        this.forms = forms;
        this.prepared = new PreparedTable(bytes);
        this.metrics = metrics;
    }

    /**
     * Remembers the response to an exchange, after its header was set.
     *
     * @param etag without coding, with its quotes
     */
    public void keep(HttpServerExchange exchange, String route, String etag, CurrentBody body) {
        KeptBody now = body.get();
        String query = exchange.getQueryString();
        String target = query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + "?" + query;
        // The header for another origin may be for that origin only.
        if (now == null || target.length() > OrdinaryGet.MAX_TARGET
                || exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
            return;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        byte[] octets = target.getBytes(ISO_8859_1);
        String others = PreparedResponse.STATUS_LINE + fields(headers, name -> !OWN.contains(name));
        prepared.put(new PreparedResponse(octets, OrdinaryGet.hash(octets),
                shared.get(others, text -> text.getBytes(ISO_8859_1)),
                fields(headers, OWN::contains).getBytes(ISO_8859_1), etag, body, now, metrics.of(route)));
    }

    private static String fields(HeaderMap headers, Predicate<HttpString> selected) {
        StringBuilder fields = new StringBuilder(256);
        for (HeaderValues field : headers) {
            HttpString name = field.getHeaderName();
            if (!COMPOSED.contains(name) && selected.test(name)) {
                field.forEach(value -> PreparedResponse.append(fields, name, value));
            }
        }
        return fields.toString();
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
        PreparedResponse response = prepared.get(request);
        KeptBody body = response == null ? null : response.currentBody();
        if (response == null || body == null) {
            return null;
        }
        long start = System.nanoTime();
        Coding form = forms.of(body, request.acceptEncoding());
        Head head = response.head(form, body);
        String condition = request.ifNoneMatch();
        if (condition == null) {
            return new Whole(response.metrics(), start, head, date.at(start), body, form);
        }
        return condition.equals(head.etag()) ? new NotModified(response.metrics(), start, head, date.at(start)) : null;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Whole(RouteMetrics metrics, long start, Head head, byte[] date, KeptBody body,
            Coding form) implements ReadyResponse {

        @Override
        public int size() {
            return head.size() + date.length + body.size(form);
        }

        @Override
        public void put(ByteBuffer buffer) {
            head.put(buffer);
            body.put(form, buffer.put(date));
        }

        @Override
        public ByteBuffer[] parts() {
            return new ByteBuffer[]{ByteBuffer.wrap(head.shared()), ByteBuffer.wrap(head.own()), ByteBuffer.wrap(date),
                    body.parts(form)[0]};
        }

        @Override
        public void completed() {
            metrics.observe(StatusCodes.OK, System.nanoTime() - start);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record NotModified(RouteMetrics metrics, long start, Head head, byte[] date) implements ReadyResponse {

        @Override
        public int size() {
            return NOT_MODIFIED.length + head.sizeNotModified() + date.length;
        }

        @Override
        public void put(ByteBuffer buffer) {
            head.putNotModified(buffer.put(NOT_MODIFIED));
            buffer.put(date);
        }

        @Override
        public ByteBuffer[] parts() {
            ByteBuffer all = ByteBuffer.allocate(size());
            put(all);
            return new ByteBuffer[]{all.flip()};
        }

        @Override
        public void completed() {
            metrics.observe(StatusCodes.NOT_MODIFIED, System.nanoTime() - start);
        }
    }
}

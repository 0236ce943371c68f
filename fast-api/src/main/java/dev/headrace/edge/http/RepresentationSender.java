package dev.headrace.edge.http;

import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;

/**
 * Sends representations, or {@code 304} to clients with a current copy. Responses for a private audience have
 * {@code private, no-store} and neither validators nor cache tags.
 */
public final class RepresentationSender {

    static final String JSON = "application/json";
    private static final String NO_STORE = "private, no-store";

    private final CacheControl cacheControl;

    /** @param cacheControl of public content */
    public RepresentationSender(String cacheControl, InstantSource clock) {
        this.cacheControl = new CacheControl(cacheControl, clock);
    }

    public void send(HttpServerExchange exchange, Representation representation) {
        HeaderMap headers = exchange.getResponseHeaders();
        putOptional(headers, representation);
        if (!representation.audience().isShared()) {
            headers.put(Headers.CACHE_CONTROL, NO_STORE);
            sendBody(exchange, representation);
            return;
        }
        headers.put(Headers.ETAG, representation.etag()).put(Headers.CACHE_CONTROL,
                cacheControl.until(representation.nextChange()));
        putTags(headers, representation.tags());
        if (isCurrentAtClient(exchange, representation)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
        } else {
            sendBody(exchange, representation);
        }
    }

    private static void sendBody(HttpServerExchange exchange, Representation representation) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
        exchange.getResponseSender().send(representation.parts(), IoCallback.END_EXCHANGE);
    }

    private static void putOptional(HeaderMap headers, Representation representation) {
        if (representation.link() != null) {
            headers.put(HeaderNames.LINK, representation.link());
        }
        if (representation.stale()) {
            headers.put(HeaderNames.STALE, "true");
        }
    }

    private static void putTags(HeaderMap headers, CacheTags tags) {
        if (!tags.surrogateKey().isEmpty()) {
            headers.put(HeaderNames.SURROGATE_KEY, tags.surrogateKey()).put(HeaderNames.CACHE_GROUPS,
                    tags.cacheGroups());
        }
    }

    private static boolean isCurrentAtClient(HttpServerExchange exchange, Representation representation) {
        HeaderValues lines = exchange.getRequestHeaders().get(Headers.IF_NONE_MATCH);
        return lines != null && (lines.getFirst().equals(representation.etag())
                || IfNoneMatch.matches(lines, representation.etag()));
    }
}

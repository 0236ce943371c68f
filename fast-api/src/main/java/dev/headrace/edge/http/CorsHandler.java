package dev.headrace.edge.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CORS for the API, without credentials mode: users authenticate with a token that the page itself puts into
 * {@code Authorization}, never with cookies.
 */
final class CorsHandler implements HttpHandler {

    static final String ANY = "*";
    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID";
    static final String RESPONSE_HEADERS = "ETag, Link, Retry-After, " + HeaderNames.DURABILITY + ", "
            + HeaderNames.STALE;
    private static final String TWO_HOURS = "7200";

    private final HttpHandler next;
    private final boolean any;
    private final Set<String> origins;

    CorsHandler(List<String> origins, HttpHandler next) {
        this.next = next;
        this.any = origins.contains(ANY);
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        boolean allowed = allow(origin, exchange.getResponseHeaders());
        if (origin != null && exchange.getRequestMethod().equals(Methods.OPTIONS)
                && exchange.getRequestHeaders().contains(HeaderNames.REQUEST_METHOD)) {
            sendPreflight(exchange, allowed);
        } else {
            next.handleRequest(exchange);
        }
    }

    private boolean allow(@Nullable String origin, HeaderMap response) {
        if (any) {
            // The same for every request, so that caches need not distinguish origins.
            response.put(HeaderNames.ALLOW_ORIGIN, ANY);
        } else {
            response.put(Headers.VARY, "Origin");
            if (origin == null || !origins.contains(origin)) {
                return false;
            }
            response.put(HeaderNames.ALLOW_ORIGIN, origin);
        }
        response.put(HeaderNames.EXPOSE_HEADERS, RESPONSE_HEADERS);
        return true;
    }

    private static void sendPreflight(HttpServerExchange exchange, boolean allowed) {
        if (allowed) {
            exchange.getResponseHeaders().put(HeaderNames.ALLOW_METHODS, METHODS)
                    .put(HeaderNames.ALLOW_HEADERS, REQUEST_HEADERS).put(HeaderNames.MAX_AGE, TWO_HOURS);
        }
        exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
    }
}

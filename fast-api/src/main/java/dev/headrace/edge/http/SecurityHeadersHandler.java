package dev.headrace.edge.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Keeps browsers from sniffing JSON responses as executable content. */
final class SecurityHeadersHandler implements HttpHandler {

    private final HttpHandler next;

    SecurityHeadersHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.getResponseHeaders().put(HeaderNames.CONTENT_TYPE_OPTIONS, "nosniff");
        next.handleRequest(exchange);
    }
}

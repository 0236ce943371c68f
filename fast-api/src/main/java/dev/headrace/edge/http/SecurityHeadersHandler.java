package dev.headrace.edge.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Tells browsers to take responses for the JSON that they are said to be, and for nothing that could run. */
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

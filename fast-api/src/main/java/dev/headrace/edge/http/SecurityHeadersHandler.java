package dev.headrace.edge.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Tells browsers to take responses for data and nothing else. */
final class SecurityHeadersHandler implements HttpHandler {

    private final HttpHandler next;

    SecurityHeadersHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.getResponseHeaders().put(Fields.CONTENT_TYPE_OPTIONS, "nosniff")
                .put(Fields.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        next.handleRequest(exchange);
    }
}

package dev.headrace.edge.http;

import dev.headrace.edge.connection.GuardedSink;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;

/** Tells the guarded connection that a request is being handled. Outermost, because the others may respond. */
final class ProgressHandler implements HttpHandler {

    private final HttpHandler next;

    ProgressHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var connection = (HttpServerConnection) exchange.getConnection();
        ((GuardedSink) connection.getOriginalSinkConduit()).handling();
        next.handleRequest(exchange);
    }
}

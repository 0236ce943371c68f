package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;

/** Handles the requests of one route. Runs on the I/O thread and must not block. */
@FunctionalInterface
public interface Endpoint {

    /** @throws ProblemException to respond with a problem */
    void handle(HttpServerExchange exchange, PathValues path) throws Exception;
}

package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;

/** Answers the requests of one route. It runs on the I/O thread and must not block. */
@FunctionalInterface
public interface Endpoint {

    /** @throws ProblemException to answer with a problem */
    void handle(HttpServerExchange exchange, PathValues path) throws Exception;
}

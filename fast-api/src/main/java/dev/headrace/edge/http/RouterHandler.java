package dev.headrace.edge.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** Dispatches each request to the endpoint and the metrics of its route. */
final class RouterHandler implements HttpHandler {

    private final Routes routes;
    private final RequestMetrics metrics;

    RouterHandler(Routes routes, RequestMetrics metrics) {
        this.routes = routes;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Routes.@Nullable Match match = routes.match(exchange.getRequestPath());
        if (match == null) {
            exchange.addExchangeCompleteListener(metrics.ofUnknownRoute());
            throw new ProblemException(Problem.notFound("This path does not exist."));
        }
        Routes.Resource resource = match.resource();
        exchange.addExchangeCompleteListener(metrics.of(resource.template()));
        Endpoint endpoint = resource.endpoint(exchange.getRequestMethod());
        if (endpoint != null) {
            endpoint.handle(exchange, match.values());
        } else if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
            exchange.setStatusCode(StatusCodes.NO_CONTENT).getResponseHeaders().put(Headers.ALLOW, resource.allowed());
            exchange.endExchange();
        } else {
            throw new ProblemException(Problem.methodNotAllowed(resource.allowed()));
        }
    }
}

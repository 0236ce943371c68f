package dev.headrace.edge.health;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.function.BooleanSupplier;

/** {@code GET /healthz} and {@code GET /readyz}: {@code 200} if all is well, else {@code 503}. */
public final class HealthHandler implements Endpoint {

    private final BooleanSupplier well;

    public HealthHandler(BooleanSupplier well) {
        this.well = well;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        boolean up = well.getAsBoolean();
        exchange.setStatusCode(up ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}", IoCallback.END_EXCHANGE);
    }
}

package dev.headrace.edge.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.StringWriter;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /healthz} and {@code GET /readyz}: {@code 200} if up, else {@code 503}, with the reasons. */
public final class HealthHandler implements Endpoint {

    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<Health> health;

    public HealthHandler(Supplier<Health> health) {
        this.health = health;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Health now = health.get();
        exchange.setStatusCode(now.isUp() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(json(now), UTF_8, IoCallback.END_EXCHANGE);
    }

    private static String json(Health health) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("status", health.isUp() ? "UP" : "DOWN");
            if (!health.notes().isEmpty()) {
                json.writePOJOProperty("notes", health.notes());
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}

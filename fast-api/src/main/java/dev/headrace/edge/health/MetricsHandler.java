package dev.headrace.edge.health;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code GET /metrics} in Prometheus' text format. */
public final class MetricsHandler implements Endpoint {

    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    public MetricsHandler(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) throws IOException {
        var bytes = new ByteArrayOutputStream(16 * 1024);
        writer.write(bytes, registry.scrape());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, writer.getContentType());
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes.toByteArray()), IoCallback.END_EXCHANGE);
    }
}

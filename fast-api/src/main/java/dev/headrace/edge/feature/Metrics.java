package dev.headrace.edge.feature;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Registers metrics of features. Values are read on each scrape. */
public final class Metrics {

    private final PrometheusRegistry registry;

    public Metrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** @param value never decreases */
    public void counter(String name, String help, DoubleSupplier value) {
        var _ = CounterWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }

    public void gauge(String name, String help, DoubleSupplier value) {
        var _ = GaugeWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }
}

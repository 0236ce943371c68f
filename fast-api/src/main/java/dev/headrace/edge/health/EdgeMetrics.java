package dev.headrace.edge.health;

import dev.headrace.edge.live.ClockDrift;
import dev.headrace.edge.queue.Shipper;
import dev.headrace.edge.read.LiveModel;
import dev.headrace.edge.read.NearCache;
import dev.headrace.edge.redis.TrackedStore;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** What the metrics say of the edge's parts, besides its requests. */
public final class EdgeMetrics {

    private EdgeMetrics() {}

    public static void register(PrometheusRegistry registry, NearCache cache, TrackedStore redis, Shipper shipper,
            LiveModel model, ClockDrift drift) {
        counter(registry, "headrace_edge_near_cache_hits", "What was found in the near cache", cache::hits);
        counter(registry, "headrace_edge_near_cache_misses", "What was not found in the near cache", cache::misses);
        gauge(registry, "headrace_edge_near_cache_entries", "What the near cache holds", cache::size);
        gauge(registry, "headrace_edge_redis_up", "1 if Redis can be asked", () -> redis.isUp() ? 1 : 0);
        gauge(registry, "headrace_edge_queue_up", "1 if the queue takes events", () -> shipper.isAvailable() ? 1 : 0);
        gauge(registry, "headrace_edge_shipper_waiting", "Events that wait to be sent to the queue", shipper::waiting);
        gauge(registry, "headrace_edge_model_unreadable", "1 if the published model cannot be read by this version",
                () -> model.isUnreadable() ? 1 : 0);
        gauge(registry, "headrace_edge_clock_drift_seconds", "How far this edge's clock is ahead of Redis'",
                drift::seconds);
    }

    private static void counter(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        var _ = CounterWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        var _ = GaugeWithCallback.builder().name(name).help(help)
                .callback(callback -> callback.call(value.getAsDouble())).register(registry);
    }
}

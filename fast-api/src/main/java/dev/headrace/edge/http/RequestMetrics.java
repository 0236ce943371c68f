package dev.headrace.edge.http;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests of each route, by status. */
public final class RequestMetrics {

    private static final String UNKNOWN = "unknown";
    private static final double NANOS = 1e-9;

    private final Histogram seconds;
    private final Map<String, RouteMetrics> routes = new ConcurrentHashMap<>();
    private final RouteMetrics unknown = new RouteMetrics(UNKNOWN);

    public RequestMetrics(PrometheusRegistry registry) {
        seconds = Histogram.builder().name("headrace_edge_request_seconds")
                .help("Time from parsing the request to completing the response")
                .labelNames("route", "status").classicOnly()
                .classicUpperBounds(.0005, .001, .0025, .005, .01, .025, .05, .1, .5, 2).withoutExemplars()
                .register(registry);
    }

    RouteMetrics of(String route) {
        RouteMetrics known = routes.get(route);
        return known != null ? known : routes.computeIfAbsent(route, RouteMetrics::new);
    }

    RouteMetrics ofUnknownRoute() {
        return unknown;
    }

    /** The metrics of one route; shared by all of its requests to avoid allocations. */
    final class RouteMetrics implements ExchangeCompletionListener {

        private static final int STATUSES = 600;

        private final String route;
        private final AtomicReferenceArray<@Nullable DistributionDataPoint> byStatus = new AtomicReferenceArray<>(
                STATUSES);

        RouteMetrics(String route) {
            this.route = route;
        }

        @Override
        public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
            observe(exchange.getStatusCode(), System.nanoTime() - exchange.getRequestStartTime());
            next.proceed();
        }

        /** Counts a request that took this time. */
        void observe(int status, long nanos) {
            of(status).observe(nanos * NANOS);
        }

        private DistributionDataPoint of(int status) {
            DistributionDataPoint times = byStatus.get(status);
            if (times == null) {
                times = seconds.labelValues(route, Integer.toString(status));
                byStatus.set(status, times);
            }
            return times;
        }
    }
}

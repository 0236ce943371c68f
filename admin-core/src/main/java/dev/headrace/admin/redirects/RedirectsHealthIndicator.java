package dev.headrace.admin.redirects;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The core is unhealthy if it fails to publish the redirects, unless the database or Redis is unavailable. */
@Component
class RedirectsHealthIndicator implements HealthIndicator {

    private final RedirectsLoop loop;

    RedirectsHealthIndicator(RedirectsLoop loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        return loop.problem().map(problem -> Health.down().withDetail("problem", problem).build())
                .orElseGet(() -> Health.up().build());
    }
}

package dev.headrace.admin.projection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The core is unhealthy if a loop that writes documents fails, unless the database or Redis is unavailable. */
@Component
class ProjectorHealthIndicator implements HealthIndicator {

    private final Projector projector;

    ProjectorHealthIndicator(Projector projector) {
        this.projector = projector;
    }

    @Override
    public Health health() {
        return projector.problem().map(problem -> Health.down().withDetail("problem", problem).build())
                .orElseGet(() -> Health.up().build());
    }
}

package dev.headrace.admin.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The core is neither healthy nor ready while the database is unavailable. */
@Component("dbHealthIndicator")
class DatabaseHealthIndicator implements HealthIndicator {

    private final DatabaseCheck check;

    DatabaseHealthIndicator(DatabaseCheck check) {
        this.check = check;
    }

    @Override
    public Health health() {
        return check.problem().map(problem -> Health.down().withDetail("problem", problem).build())
                .orElseGet(() -> Health.up().build());
    }
}

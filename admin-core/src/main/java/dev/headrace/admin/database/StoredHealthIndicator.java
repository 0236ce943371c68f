package dev.headrace.admin.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Reports on something that is read from the database; unhealthy without reading it while the database is unavailable. */
public abstract class StoredHealthIndicator extends AbstractHealthIndicator {

    private final DatabaseCheck check;

    /** @param failed what is logged if it cannot be read for another reason */
    protected StoredHealthIndicator(DatabaseCheck check, String failed) {
        super(failed);
        this.check = check;
    }

    @Override
    protected final void doHealthCheck(Health.Builder builder) {
        check.problem().ifPresentOrElse(_ -> builder.down().withDetail("problem", "The database is unavailable."),
                () -> read(builder));
    }

    protected abstract void read(Health.Builder builder);
}

package dev.headrace.admin.redis;

import io.lettuce.core.RedisException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The core is unhealthy if Redis is unavailable, or cannot save what is written, as on a full disk. */
@Component
class RedisHealthIndicator implements HealthIndicator {

    private final RedisStore store;

    RedisHealthIndicator(RedisStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            // Redis answers a ping with an error while it rejects writes.
            RedisStore.await(store.commands().ping());
            return Health.up().build();
        } catch (RedisException e) {
            return Health.down().withDetail("problem", "Redis is unavailable: " + e.getMessage()).build();
        }
    }
}

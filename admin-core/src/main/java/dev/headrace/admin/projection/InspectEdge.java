package dev.headrace.admin.projection;

import io.lettuce.core.RedisException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports edge health. */
@Component
public class InspectEdge {

    private final JdbcClient jdbc;
    private final EdgeAcknowledgements acknowledgements;

    InspectEdge(JdbcClient jdbc, EdgeAcknowledgements acknowledgements) {
        this.jdbc = jdbc;
        this.acknowledgements = acknowledgements;
    }

    /** Counts of documents waiting to be rendered. */
    private record Backlog(long documents, long oldestSeconds, long failing, @Nullable String lastError,
            long marking) {}

    public EdgeHealth now() {
        try {
            return health(acknowledgements.countEdges(), null);
        } catch (RedisException e) {
            return health(null, String.valueOf(e.getMessage()));
        }
    }

    private EdgeHealth health(@Nullable Integer edges, @Nullable String redisError) {
        Backlog backlog = jdbc.sql("""
                select count(*) as documents,
                    coalesce(extract(epoch from now() - min(dirty_since)), 0)::bigint as oldest_seconds,
                    count(*) filter (where last_error is not null) as failing, max(last_error) as last_error,
                    (select count(*) from types_to_mark) + (select count(*) from dependents_to_mark) as marking
                from projection where wanted > done""").query(Backlog.class).single();
        return new EdgeHealth(edges, redisError, backlog.documents, Duration.ofSeconds(backlog.oldestSeconds),
                backlog.failing, backlog.lastError, backlog.marking);
    }
}

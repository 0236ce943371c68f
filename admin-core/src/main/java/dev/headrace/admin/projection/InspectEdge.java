package dev.headrace.admin.projection;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.web.Total;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports edge health. */
@Component
public class InspectEdge {

    private static final int MAX_COUNTED = 10_000;
    private static final String BACKLOG = Sql.load(InspectEdge.class, "backlog.sql");

    private final JdbcClient jdbc;
    private final EdgeAcknowledgements acknowledgements;

    InspectEdge(JdbcClient jdbc, EdgeAcknowledgements acknowledgements) {
        this.jdbc = jdbc;
        this.acknowledgements = acknowledgements;
    }

    /** Documents waiting to be rendered; counts stop at {@link #MAX_COUNTED}. */
    private record Backlog(int documents, long oldestSeconds, int failing, @Nullable String lastError,
            long marking) {}

    public EdgeHealth now() {
        try {
            return health(acknowledgements.countEdges(), null);
        } catch (RedisException e) {
            return health(null, String.valueOf(e.getMessage()));
        }
    }

    private EdgeHealth health(@Nullable Integer edges, @Nullable String redisError) {
        Backlog backlog = jdbc.sql(BACKLOG).param("max", MAX_COUNTED).query(Backlog.class).single();
        return new EdgeHealth(edges, redisError, Total.of(backlog.documents, MAX_COUNTED),
                Duration.ofSeconds(backlog.oldestSeconds), Total.of(backlog.failing, MAX_COUNTED), backlog.lastError,
                backlog.marking);
    }
}

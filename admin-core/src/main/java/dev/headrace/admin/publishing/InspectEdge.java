package dev.headrace.admin.publishing;

import dev.headrace.admin.publishing.Projections.Backlog;
import io.lettuce.core.RedisException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks how the edge is. */
@Component
public class InspectEdge {

    private final Projections projections;
    private final EdgeAcknowledgements acknowledgements;

    InspectEdge(Projections projections, EdgeAcknowledgements acknowledgements) {
        this.projections = projections;
        this.acknowledgements = acknowledgements;
    }

    public EdgeHealth now() {
        try {
            return health(acknowledgements.edges().positions().size(), null);
        } catch (RedisException e) {
            return health(null, String.valueOf(e.getMessage()));
        }
    }

    private EdgeHealth health(@Nullable Integer edges, @Nullable String redisTrouble) {
        Backlog backlog = projections.backlog();
        return new EdgeHealth(edges, redisTrouble, backlog.documents(), Duration.ofSeconds(backlog.oldestSeconds()),
                backlog.failing(), backlog.lastError());
    }
}

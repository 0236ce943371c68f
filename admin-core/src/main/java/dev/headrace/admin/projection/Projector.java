package dev.headrace.admin.projection;

import dev.headrace.admin.background.BackgroundLoop;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.RenderingRequested;
import dev.headrace.admin.redis.RedisStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Runs the loops that write marked documents to Redis. One loop is reserved for urgent documents; the others
 * take all documents, the most urgent first, and mark the dependents of changes.
 */
@Component
class Projector implements SmartLifecycle {

    // Marks set by this core wake the loops; marks of other cores, and retries, are found by polling.
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final ProjectClaims projectClaims;
    private final MarkDependents markDependents;
    private final MarkTypes markTypes;
    private final ProjectionSettings settings;
    private volatile List<BackgroundLoop> loops = List.of();

    Projector(ProjectClaims projectClaims, MarkDependents markDependents, MarkTypes markTypes,
            ProjectionSettings settings) {
        this.projectClaims = projectClaims;
        this.markDependents = markDependents;
        this.markTypes = markTypes;
        this.settings = settings;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RenderingRequested request) {
        loops.forEach(BackgroundLoop::wake);
    }

    @Override
    public void start() {
        List<BackgroundLoop> starting = new ArrayList<>();
        starting.add(new BackgroundLoop("projector-urgent", POLL_INTERVAL,
                () -> projectClaims.projectSome(RenderPriority.URGENT), RedisStore::isUnavailable));
        for (int i = 1; i <= settings.backgroundLoops(); i++) {
            starting.add(new BackgroundLoop("projector-" + i, POLL_INTERVAL, this::projectAny,
                    RedisStore::isUnavailable));
        }
        loops = List.copyOf(starting);
        starting.forEach(BackgroundLoop::start);
    }

    private boolean projectAny() {
        markDependents.dropRequestsWithoutDependents();
        boolean marked = markDependents.markSome();
        marked |= markTypes.markSome();
        return projectClaims.projectSome(RenderPriority.BACKGROUND) || marked;
    }

    @Override
    public void stop() {
        List<BackgroundLoop> stopping = loops;
        loops = List.of();
        stopping.forEach(BackgroundLoop::stop);
        stopping.forEach(BackgroundLoop::join);
    }

    /** Why one of the loops does not work; empty if all do. */
    Optional<String> problem() {
        return loops.stream().flatMap(loop -> loop.problem().stream()).findFirst();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}

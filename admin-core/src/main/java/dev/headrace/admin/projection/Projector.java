package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.RenderingRequested;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Runs the loops that write marked documents to Redis. One loop is reserved for urgent documents; the others
 * take all documents, the most urgent first, and mark the dependents of changes.
 */
@Component
class Projector implements SmartLifecycle {

    private final ProjectClaims projectClaims;
    private final MarkDependents markDependents;
    private final MarkTypes markTypes;
    private final ProjectionSettings settings;
    private volatile List<ProjectionLoop> loops = List.of();

    Projector(ProjectClaims projectClaims, MarkDependents markDependents, MarkTypes markTypes,
            ProjectionSettings settings) {
        this.projectClaims = projectClaims;
        this.markDependents = markDependents;
        this.markTypes = markTypes;
        this.settings = settings;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(RenderingRequested request) {
        loops.forEach(ProjectionLoop::wake);
    }

    @Override
    public void start() {
        List<ProjectionLoop> starting = new ArrayList<>();
        starting.add(new ProjectionLoop("projector-urgent", () -> projectClaims.projectSome(RenderPriority.URGENT)));
        for (int i = 1; i <= settings.backgroundLoops(); i++) {
            starting.add(new ProjectionLoop("projector-" + i, this::projectAny));
        }
        loops = List.copyOf(starting);
        starting.forEach(ProjectionLoop::start);
    }

    private boolean projectAny() {
        markDependents.dropRequestsWithoutDependents();
        boolean marked = markDependents.markSome();
        marked |= markTypes.markSome();
        return projectClaims.projectSome(RenderPriority.BACKGROUND) || marked;
    }

    @Override
    public void stop() {
        List<ProjectionLoop> stopping = loops;
        loops = List.of();
        stopping.forEach(ProjectionLoop::stop);
        stopping.forEach(ProjectionLoop::join);
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}

package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentsMarked;
import dev.headrace.admin.publishing.Priority;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Runs the loops that bring marked documents to Redis. One of them takes only what staff have published, so that nothing
 * else delays it; the others take everything, the most urgent first, and mark what depends on a change.
 */
@Component
class Projector implements SmartLifecycle {

    private final ProjectClaims projectClaims;
    private final MarkDependents markDependents;
    private final MarkTypes markTypes;
    private final ProjectionSettings settings;
    private volatile List<Loop> loops = List.of();

    Projector(ProjectClaims projectClaims, MarkDependents markDependents, MarkTypes markTypes,
            ProjectionSettings settings) {
        this.projectClaims = projectClaims;
        this.markDependents = markDependents;
        this.markTypes = markTypes;
        this.settings = settings;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(DocumentsMarked marked) {
        loops.forEach(Loop::wake);
    }

    @Override
    public void start() {
        List<Loop> starting = new ArrayList<>();
        starting.add(new Loop("projector-staff", () -> projectClaims.projectSome(Priority.STAFF)));
        for (int i = 1; i <= settings.backgroundLoops(); i++) {
            starting.add(new Loop("projector-" + i, this::projectAny));
        }
        loops = List.copyOf(starting);
        starting.forEach(Loop::start);
    }

    private boolean projectAny() {
        markDependents.dropRequestsWithoutDependents();
        boolean marked = markDependents.markSome();
        marked |= markTypes.markSome();
        return projectClaims.projectSome(Priority.BACKGROUND) || marked;
    }

    @Override
    public void stop() {
        List<Loop> stopping = loops;
        loops = List.of();
        stopping.forEach(Loop::end);
        stopping.forEach(Loop::join);
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}

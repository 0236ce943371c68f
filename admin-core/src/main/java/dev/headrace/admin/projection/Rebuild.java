package dev.headrace.admin.projection;

import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.projection.MarkTypes.Marked;
import dev.headrace.admin.publishing.RenderingRequested;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rewrites all data in Redis: the model, tallies and reactions, and all documents, which are marked in batches not far
 * ahead of the projection, so that a cancelled rebuild ends soon. Documents published by staff have priority. Stale data
 * is removed from Redis at the end. Only documents that exist are counted.
 */
@Component
class Rebuild implements JobHandler<Rebuild.Payload> {

    static final String KIND = "rebuild";

    private static final int MAX_AHEAD = 2_000;
    private static final int MAX_FAILURES = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ModelWriter model;
    private final RestoreEdge restore;
    private final MarkTypes markTypes;
    private final RemoveStale removeStale;
    private final RebuildProgress progress;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    Rebuild(ModelWriter model, RestoreEdge restore, MarkTypes markTypes,
            RemoveStale removeStale, RebuildProgress progress, TransactionTemplate transaction,
            ApplicationEventPublisher events, JsonMapper json) {
        this.model = model;
        this.restore = restore;
        this.markTypes = markTypes;
        this.removeStale = removeStale;
        this.progress = progress;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
    }

    /** A rebuild has no parameters. */
    record Payload() {}

    /**
     * The job's checkpoint.
     *
     * @param start the version at the start
     * @param types types whose documents remain to be marked
     * @param after the last marked entry of the first type; null if there is none
     * @param marked number of marked documents
     * @param done number of documents reported as written
     */
    record Position(long start, List<String> types, @Nullable UUID after, long marked, long done) {

        Position next(Marked batch) {
            return new Position(start, batch.last().isPresent() ? types : types.subList(1, types.size()),
                    batch.last().orElse(null), marked + batch.documents(), done);
        }

        Position withDone(long documents) {
            return new Position(start, types, after, marked, documents);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Payload> payload() {
        return Payload.class;
    }

    @Override
    public void run(Payload payload, JobRun run) throws InterruptedException {
        Position position = run.checkpoint().map(stored -> json.treeToValue(stored, Position.class))
                .orElseGet(() -> begin(run));
        while (!position.types.isEmpty()) {
            run.checkCancelled();
            long remaining = progress.remaining(position.start);
            position = report(position, remaining, run);
            if (remaining < MAX_AHEAD) {
                position = markNext(position, run);
            } else {
                Thread.sleep(PAUSE);
            }
        }
        run.total(position.marked);
        awaitProjection(position, run);
    }

    private Position begin(JobRun run) {
        model.rewrite();
        events.publishEvent(new EdgeRewriteRequested());
        return Objects.requireNonNull(transaction.execute(_ -> {
            Position position = new Position(progress.begin(), List.copyOf(restore.knownTypes()), null, 0, 0);
            run.total(progress.documents());
            run.checkpoint(json.valueToTree(position));
            return position;
        }));
    }

    private Position markNext(Position position, JobRun run) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Position next = position.next(markTypes.markNext(position.types.getFirst(), position.after, false));
            run.checkpoint(json.valueToTree(next));
            events.publishEvent(new RenderingRequested());
            return next;
        }));
    }

    private static Position report(Position position, long remaining, JobRun run) {
        long done = Math.max(position.done, position.marked - remaining);
        run.advance(done - position.done);
        return position.withDone(done);
    }

    private void awaitProjection(Position marked, JobRun run) throws InterruptedException {
        Position position = marked;
        long remaining = progress.remaining(position.start);
        while (remaining > progress.countFailing(position.start)) {
            run.checkCancelled();
            position = report(position, remaining, run);
            Thread.sleep(PAUSE);
            remaining = progress.remaining(position.start);
        }
        report(position, 0, run);
        List<RebuildProgress.Failing> failing = progress.failing(position.start, MAX_FAILURES);
        failing.forEach(each -> run.fail(each.document(), each.error()));
        if (failing.isEmpty()) {
            // Failed documents keep their old frames, whose versions may be unknown.
            removeStale.olderThan(position.start);
        }
    }
}

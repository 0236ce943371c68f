package dev.headrace.edge.live;

import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.ResponseStream;
import dev.headrace.model.Frame;
import dev.headrace.model.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One synchronization: reads the next documents when the client has taken the last ones, so that it needs the same memory for any
 * number of documents.
 */
final class Sync {

    /** What the client is sent, and the position that it has then. */
    record Plan(SyncSource source, SyncRequest request, Position end) {}

    /** Documents may have several megabytes each, and how large the next ones are is not known. */
    private static final int DOCUMENTS = 16;

    private final Plan plan;
    private final ResponseStream response;
    private final DocumentFrames frames;
    private final Executor reading;

    /** @param reading runs tasks that read the index */
    Sync(Plan plan, ResponseStream response, DocumentFrames frames, Executor reading) {
        this.plan = plan;
        this.response = response;
        this.frames = frames;
        this.reading = reading;
    }

    void next() {
        if (response.isClosed()) {
            return;
        }
        var _ = CompletableFuture.supplyAsync(() -> LiveReads.of(() -> plan.source.next(DOCUMENTS)), reading)
                .thenCompose(this::read)
                .whenCompleteAsync((targets, failure) -> {
                    if (failure != null) {
                        response.fail(failure);
                    } else {
                        send(targets);
                    }
                }, response.thread());
    }

    /** The documents that were read, in their order. */
    private record Read(List<Target> targets, Map<Target, Frame> documents) {}

    private CompletableFuture<Read> read(List<Target> targets) {
        return frames.documents(targets, plan.request.selection())
                .thenApply(documents -> new Read(targets, documents));
    }

    private void send(Read read) {
        SyncLines lines = new SyncLines();
        if (read.targets.isEmpty()) {
            lines.next(plan.end);
            response.send(lines.toBuffer(), response::end);
            return;
        }
        read.targets.forEach(
                target -> lines.add(target, read.documents.get(target), plan.source.hasRemovals()));
        response.send(lines.toBuffer(), this::next);
    }
}

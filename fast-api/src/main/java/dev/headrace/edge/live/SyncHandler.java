package dev.headrace.edge.live;

import dev.headrace.edge.follow.Position;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.ResponseStream;
import dev.headrace.edge.index.IndexQueries;
import dev.headrace.edge.index.Journal;
import dev.headrace.edge.limit.RateLimiter;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.redis.Contents;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code GET /v1/sync} */
final class SyncHandler implements Endpoint {

    private static final long RETRY_SECONDS = 5;
    private static final String JSON_LINES = "application/x-ndjson";

    private final LiveModel model;
    private final Contents contents;
    private final RecentChanges recent;
    private final Journal journal;
    private final IndexQueries index;
    private final DocumentFrames frames;
    private final Executor reading;
    private final ClientAddress address;
    private final RateLimiter rates;
    private final SyncSlots slots;

    SyncHandler(LiveModel model, Contents contents, RecentChanges recent, Journal journal, IndexQueries index,
            DocumentFrames frames, Executor reading, ClientAddress address, RateLimiter rates, SyncSlots slots) {
        this.model = model;
        this.contents = contents;
        this.recent = recent;
        this.journal = journal;
        this.index = index;
        this.frames = frames;
        this.reading = reading;
        this.address = address;
        this.rates = rates;
        this.slots = slots;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        SyncRequest request = SyncRequest.of(Query.of(exchange, SyncRequest.PARAMETERS), model.current(),
                Audience.PUBLIC);
        String client = address.of(exchange);
        rates.take(client);
        slots.take(client);
        ResponseStream.open(exchange, response -> {
            response.onClose(() -> slots.release(client));
            begin(request, response);
        });
    }

    private void begin(SyncRequest request, ResponseStream response) {
        var _ = CompletableFuture.supplyAsync(() -> LiveReads.of(() -> plan(request)), reading)
                .whenCompleteAsync((plan, failure) -> {
                    if (failure != null) {
                        response.fail(failure);
                    } else {
                        response.start(JSON_LINES);
                        new Sync(plan, response, frames, reading).next();
                    }
                }, response.thread());
    }

    /** The position comes first: what changes during the synchronization is after it. */
    private Sync.Plan plan(SyncRequest request) throws IOException {
        if (!contents.areComplete()) {
            // Documents that Redis has lost would count as removed.
            throw new ProblemException(
                    Problem.retryLater(503, "Published content is being restored; try again.", RETRY_SECONDS));
        }
        Position end = recent.head();
        SyncToken after = request.after();
        if (after != null) {
            Position from = new Resumption(recent, journal).after(after).orElseThrow(SyncSource.Changed::tooOld);
            return new Sync.Plan(new SyncSource.Changed(journal, request, from.number(), end), request, end);
        }
        if (!index.areSynchronized()) {
            throw new ProblemException(
                    Problem.retryLater(503, "This edge is reading changes that it has missed; try again.",
                            RETRY_SECONDS));
        }
        return new Sync.Plan(new SyncSource.All(index, request), request, end);
    }
}

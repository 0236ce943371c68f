package dev.headrace.edge.stats;

import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Presences;
import dev.headrace.edge.documents.Selection;
import dev.headrace.edge.body.Body;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/content/{type}/{id}/stats} */
final class GetStatsHandler implements Endpoint {

    private final LiveModel model;
    private final Presences presences;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;

    GetStatsHandler(LiveModel model, Presences presences, Tallies tallies, MissLimit misses,
            RepresentationSender sender) {
        this.misses = misses;
        this.model = model;
        this.presences = presences;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel current = model.current();
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Selection selection = Selection.of(Query.of(exchange, List.of()), current, type, PublishedModel.FULL,
                Audience.PUBLIC);
        Replies.when(presences.find(typeName, path.get(1), selection, misses.lookups(exchange))
                .thenCompose(found -> tally(found, type)), exchange, sender::send);
    }

    private CompletableFuture<Representation> tally(Reading<Target> found, PublishedModel.Type type) {
        Target target = found.value();
        return tallies.of(target, type.interactions())
                .thenApply(tally -> new Representation(Audience.PUBLIC,
                        "\"" + tally.value().etag() + "\"", CacheTags.of(List.of(target)), null, 0,
                        found.stale() || tally.stale(),
                        Body.once(ByteBuffer.wrap(tally.value().json()))));
    }
}

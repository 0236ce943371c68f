package dev.headrace.edge.read;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.read.Published.Document;
import dev.headrace.model.PublishedModel;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/content/{type}/{id}/stats} */
public final class GetStatsHandler implements Endpoint {

    private final LiveModel model;
    private final Documents documents;
    private final Tallies tallies;
    private final RepresentationSender sender;

    public GetStatsHandler(LiveModel model, Documents documents, Tallies tallies, RepresentationSender sender) {
        this.model = model;
        this.documents = documents;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel.Type type = model.type(typeName);
        Query.of(exchange, List.of());
        Replies.when(documents.find(typeName, path.get(1), PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE)
                .thenCompose(found -> tally(found, type)), exchange, sender::send);
    }

    private CompletableFuture<Representation> tally(Reading<Published> found, PublishedModel.Type type) {
        Document document = GetDocumentHandler.documentOrNotFound(found);
        return tallies.of(document.target(), type.interactions())
                .thenApply(tally -> new Representation("\"" + tally.value().etag() + "\"",
                        document.surrogateKey(), null, found.stale() || tally.stale(),
                        ByteBuffer.wrap(tally.value().json())));
    }
}

package dev.headrace.edge.read;

import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.read.Published.Document;
import dev.headrace.model.PublishedModel;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/content/{type}/{idOrSlug}} */
final class GetDocumentHandler implements Endpoint {

    private final LiveModel model;
    private final Documents documents;
    private final Tallies tallies;
    private final RepresentationSender sender;

    GetDocumentHandler(LiveModel model, Documents documents, Tallies tallies, RepresentationSender sender) {
        this.model = model;
        this.documents = documents;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel current = model.current();
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Selection selection = Selection.of(Query.of(exchange, Selection.PARAMETERS), current, type,
                PublishedModel.FULL);
        if (!selection.stats()) {
            // Most requests end here and do without futures.
            Document hit = documents.inMemory(typeName, path.get(1), selection.locale(), selection.view());
            if (hit != null) {
                sender.send(exchange, plain(hit, false));
                return;
            }
        }
        var found = documents.find(typeName, path.get(1), selection.locale(), selection.view());
        Replies.when(selection.stats()
                ? found.thenCompose(reading -> withTally(reading, type))
                : found.thenApply(reading -> plain(documentOrNotFound(reading), reading.stale())), exchange,
                sender::send);
    }

    private static Representation plain(Document document, boolean stale) {
        return new Representation(Audience.PUBLIC, document.quotedEtag(), document.surrogateKey(), null, stale,
                document.body().get());
    }

    private CompletableFuture<Representation> withTally(Reading<Published> reading, PublishedModel.Type type) {
        Document document = documentOrNotFound(reading);
        return tallies.of(document.target(), type.interactions()).thenApply(tally -> new Representation(
                Audience.PUBLIC, "\"" + document.etag() + "-" + tally.value().etag() + "\"", document.surrogateKey(),
                null,
                reading.stale() || tally.stale(), tally.value().spliceInto(document.body().get())));
    }

    private static Document documentOrNotFound(Reading<Published> reading) {
        if (reading.value() instanceof Document document) {
            return document;
        }
        throw Presences.notFound();
    }
}

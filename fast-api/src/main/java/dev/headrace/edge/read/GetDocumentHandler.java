package dev.headrace.edge.read;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.read.Published.Document;
import dev.headrace.model.PublishedModel;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/content/{type}/{idOrSlug}} */
public final class GetDocumentHandler implements Endpoint {

    private final LiveModel model;
    private final Documents documents;
    private final Tallies tallies;
    private final RepresentationSender sender;

    public GetDocumentHandler(LiveModel model, Documents documents, Tallies tallies, RepresentationSender sender) {
        this.model = model;
        this.documents = documents;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel.Type type = model.type(typeName);
        Selection selection = Selection.of(Query.of(exchange, Selection.PARAMETERS), type, PublishedModel.FULL);
        if (!selection.stats()) {
            // Most requests end here, so they are spared the futures.
            Document hit = documents.inMemory(typeName, path.get(1), selection.view(), selection.locale());
            if (hit != null) {
                sender.send(exchange, plain(hit, false));
                return;
            }
        }
        var found = documents.find(typeName, path.get(1), selection.view(), selection.locale());
        Replies.when(selection.stats()
                ? found.thenCompose(reading -> withTally(reading, type))
                : found.thenApply(reading -> plain(documentOrNotFound(reading), reading.stale())), exchange,
                sender::send);
    }

    private static Representation plain(Document document, boolean stale) {
        return new Representation(document.quotedEtag(), document.surrogateKey(), null, stale,
                document.body().get());
    }

    private CompletableFuture<Representation> withTally(Reading<Published> reading, PublishedModel.Type type) {
        Document document = documentOrNotFound(reading);
        return tallies.of(document.target(), type.interactions()).thenApply(tally -> new Representation(
                "\"" + document.etag() + "-" + tally.value().etag() + "\"", document.surrogateKey(), null,
                reading.stale() || tally.stale(), tally.value().spliceInto(document.body().get())));
    }

    static Document documentOrNotFound(Reading<Published> reading) {
        if (reading.value() instanceof Document document) {
            return document;
        }
        throw new ProblemException(Problem.notFound("There is no such document, or it is not published."));
    }
}

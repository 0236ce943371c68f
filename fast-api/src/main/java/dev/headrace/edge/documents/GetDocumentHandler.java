package dev.headrace.edge.documents;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Published.Absent;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.documents.Published.Gone;
import dev.headrace.edge.documents.Published.Moved;
import dev.headrace.edge.documents.Published.Pointer;
import dev.headrace.edge.documents.Published.Redirect;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Departure;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.PreparedResponses;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.ReadParameter;
import io.undertow.server.HttpServerExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code GET /v1/content/{type}/{idOrSlug}} */
final class GetDocumentHandler implements Endpoint {

    static final String ROUTE = "/v1/content/{type}/{idOrSlug}";

    private final LiveModel model;
    private final Documents documents;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;
    private final PreparedResponses prepared;

    GetDocumentHandler(LiveModel model, Documents documents, Tallies tallies, MissLimit misses,
            RepresentationSender sender, PreparedResponses prepared) {
        this.misses = misses;
        this.model = model;
        this.documents = documents;
        this.tallies = tallies;
        this.sender = sender;
        this.prepared = prepared;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel current = model.current();
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Selection selection = Selection.of(Query.of(exchange, Selection.PARAMETERS), current, type,
                PublishedModel.FULL, Audience.PUBLIC);
        if (!selection.stats()) {
            // Fast path for most requests, without futures.
            Document hit = documents.inMemory(typeName, path.get(1), selection);
            if (hit != null) {
                sender.send(exchange, plain(hit, selection, false));
                Documents.Copy copy = hit.nextChange() == 0
                        ? documents.copy(typeName, path.get(1), selection, hit)
                        : null;
                if (copy != null) {
                    prepared.keep(exchange, ROUTE, hit.quotedEtag(),
                            () -> model.current().equals(current) ? copy.body() : null);
                }
                return;
            }
        }
        Replies.when(documents.find(typeName, path.get(1), selection, misses.lookups(exchange))
                .thenCompose(found -> reply(found, selection, type, exchange.getQueryString())), exchange,
                (answered, reply) -> reply.accept(answered));
    }

    /** @param query of the request, without the question mark */
    private CompletableFuture<Consumer<HttpServerExchange>> reply(Reading<Published> found, Selection selection,
            PublishedModel.Type type, String query) {
        boolean stale = found.stale();
        return switch (found.value()) {
            case Document document when selection.stats() -> withTally(document, stale, selection, type)
                    .thenApply(tallied -> exchange -> sender.send(exchange, tallied));
            case Document document -> completedFuture(
                    exchange -> sender.send(exchange, plain(document, selection, stale)));
            case Moved moved -> departed(new Departure(selection.audience(), location(moved, selection, query),
                    moved.tags(), moved.nextChange(), stale));
            case Redirect redirect -> departed(new Departure(selection.audience(), redirect.address(), redirect.tags(),
                    redirect.nextChange(), stale));
            case Gone gone -> departed(
                    new Departure(selection.audience(), null, gone.tags(), gone.nextChange(), stale));
            case Pointer _,Absent _ -> throw Presences.notFound();
        };
    }

    /** With the same query, but without a view that the other type does not have. */
    private String location(Moved moved, Selection selection, String query) {
        boolean hasView = model.current().type(moved.type()).map(type -> type.views().contains(selection.view()))
                .orElse(true);
        String kept = hasView ? query : withoutView(query);
        return kept.isEmpty() ? moved.path() : moved.path() + "?" + kept;
    }

    private static String withoutView(String query) {
        return Stream.of(query.split("&"))
                .filter(part -> !URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8)
                        .equals(ReadParameter.VIEW))
                .collect(Collectors.joining("&"));
    }

    private CompletableFuture<Consumer<HttpServerExchange>> departed(Departure departure) {
        return completedFuture(exchange -> sender.send(exchange, departure));
    }

    private static Representation plain(Document document, Selection selection, boolean stale) {
        return new Representation(selection.audience(), document.quotedEtag(), document.tags(), null,
                document.nextChange(), stale, document.body());
    }

    private CompletableFuture<Representation> withTally(Document document, boolean stale, Selection selection,
            PublishedModel.Type type) {
        return tallies.of(document.target(), type.interactions()).thenApply(tally -> new Representation(
                selection.audience(), "\"" + document.etag() + "-" + tally.value().etag() + "\"",
                document.tags(), null, document.nextChange(),
                stale || tally.stale(), Body.once(tally.value().spliceInto(document.body().plain()))));
    }
}

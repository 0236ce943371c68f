package dev.headrace.edge.lists;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.http.Audience;
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
import dev.headrace.edge.tallies.Tally;
import dev.headrace.model.PublishedModel.Interactions;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/content/{type}} */
final class ListDocumentsHandler implements Endpoint {

    static final String ROUTE = "/v1/content/{type}";

    private final LiveModel model;
    private final ListRequests requests;
    private final Lists lists;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;
    private final PreparedResponses prepared;

    ListDocumentsHandler(LiveModel model, ListRequests requests, Lists lists, Tallies tallies, MissLimit misses,
            RepresentationSender sender, PreparedResponses prepared) {
        this.model = model;
        this.misses = misses;
        this.requests = requests;
        this.lists = lists;
        this.tallies = tallies;
        this.sender = sender;
        this.prepared = prepared;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        ListRequests.Parsed parsed = requests.of(typeName, exchange.getQueryString(), Query.of(exchange),
                Audience.PUBLIC);
        ListRequest request = parsed.request();
        String address = exchange.getRequestPath() + "?" + exchange.getQueryString();
        if (!request.selection().stats()) {
            // Fast path for most requests, without futures.
            ListPage hit = lists.inMemory(request);
            if (hit != null) {
                sender.send(exchange, plain(new Reading<>(hit, hit.stale()), parsed, address));
                Lists.Copy copy = hit.nextChange() == 0 && !hit.stale() ? lists.copy(request, hit) : null;
                if (copy != null) {
                    prepared.keep(exchange, ROUTE, hit.quotedEtag(),
                            () -> model.current().equals(parsed.model()) ? copy.body() : null);
                }
                return;
            }
        }
        var page = lists.page(request, misses.lookups(exchange));
        Replies.when(request.selection().stats()
                ? page.thenCompose(reading -> withTallies(reading, parsed, address))
                : page.thenApply(reading -> plain(reading, parsed, address)), exchange, sender::send);
    }

    private static Representation plain(Reading<ListPage> reading, ListRequests.Parsed parsed, String address) {
        ListPage page = reading.value();
        return new Representation(parsed.request().selection().audience(), page.quotedEtag(), parsed.tags(),
                NextLink.of(page.next(), address), page.nextChange(), reading.stale(), page.body());
    }

    private CompletableFuture<Representation> withTallies(Reading<ListPage> reading,
            ListRequests.Parsed parsed, String address) {
        ListPage page = reading.value();
        Interactions interactions = parsed.type().interactions();
        return Futures.all(page.documents().stream().map(document -> tallies.of(document.target(), interactions)))
                .thenApply(readings -> {
                    List<Tally> found = readings.stream().map(Reading::value).toList();
                    boolean stale = reading.stale() || readings.stream().anyMatch(Reading::stale);
                    return new Representation(parsed.request().selection().audience(),
                            Tally.etag(page.quotedEtag(), found), parsed.tags(),
                            NextLink.of(page.next(), address), page.nextChange(), stale,
                            Body.once(page.bodyWith(found)));
                });
    }
}

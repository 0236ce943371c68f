package dev.headrace.edge.search;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.lists.Futures;
import dev.headrace.edge.lists.NextLink;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.edge.tallies.Tally;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/search} */
final class SearchHandler implements Endpoint {

    static final String ROUTE = "/v1/search";

    private final LiveModel model;
    private final Searches searches;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;

    SearchHandler(LiveModel model, Searches searches, Tallies tallies, MissLimit misses,
            RepresentationSender sender) {
        this.model = model;
        this.searches = searches;
        this.tallies = tallies;
        this.misses = misses;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        SearchRequest request = new SearchRequestReader(model.current(), Query.of(exchange), Audience.PUBLIC).read();
        String address = exchange.getRequestPath() + "?" + exchange.getQueryString();
        CompletableFuture<Reading<SearchPage>> page = searches.page(request, misses.lookups(exchange));
        Replies.when(request.stats()
                ? page.thenCompose(reading -> withTallies(reading, request, address))
                : page.thenApply(reading -> plain(reading, request, address)), exchange, sender::send);
    }

    private static Representation plain(Reading<SearchPage> reading, SearchRequest request, String address) {
        SearchPage page = reading.value();
        return new Representation(request.audience(), page.quotedEtag(), request.tags(),
                NextLink.of(page.next(), address), page.nextChange(), reading.stale(), page.body());
    }

    private CompletableFuture<Representation> withTallies(Reading<SearchPage> reading, SearchRequest request,
            String address) {
        SearchPage page = reading.value();
        return Futures.all(page.items().stream().map(item -> tallies(item.document().target(), request)))
                .thenApply(readings -> {
                    List<Tally> found = readings.stream().map(Reading::value).toList();
                    boolean stale = reading.stale() || readings.stream().anyMatch(Reading::stale);
                    return new Representation(request.audience(),
                            Tally.etag(page.quotedEtag(), found), request.tags(),
                            NextLink.of(page.next(), address), page.nextChange(), stale,
                            Body.once(page.bodyWith(found)));
                });
    }

    private CompletableFuture<Reading<Tally>> tallies(Target target, SearchRequest request) {
        return tallies.of(target, request.type(target.type()).interactions());
    }
}

package dev.headrace.edge.description;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.CacheKey;
import dev.headrace.edge.cache.NearCache;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.redis.TrackedStore;
import dev.headrace.model.RedisKeys;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** {@code GET /v1/openapi.json} */
final class GetDescriptionHandler implements Endpoint {

    private static final CacheKey KEY = CacheKey.shared(RedisKeys.DESCRIPTION);
    private static final CacheTags TAGS = CacheTags.of("openapi");

    private final NearCache cache;
    private final TrackedStore store;
    private final RepresentationSender sender;

    GetDescriptionHandler(NearCache cache, TrackedStore store, RepresentationSender sender) {
        this.cache = cache;
        this.store = store;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Query.of(exchange, List.of());
        Replies.when(cache.get(KEY, Description.class, () -> store.get(RedisKeys.DESCRIPTION)
                .thenApply(bytes -> Description.of(bytes, () -> cache.weighAgain(KEY))))
                .thenApply(GetDescriptionHandler::representation), exchange, sender::send);
    }

    private static Representation representation(Reading<Description> read) {
        KeptBody body = read.value().body();
        if (body == null) {
            throw new ProblemException(Problem.notFound("No core has published a description of this API yet."));
        }
        return new Representation(Audience.PUBLIC, read.value().quotedEtag(), TAGS, null, 0, read.stale(), body);
    }
}

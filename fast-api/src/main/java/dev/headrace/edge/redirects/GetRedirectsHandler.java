package dev.headrace.edge.redirects;

import dev.headrace.edge.body.Body;
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
import dev.headrace.edge.work.WorkerPool;
import dev.headrace.model.PublishedRedirects.Item;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Sha256;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/redirects}: the redirect of one path, or a page of all. */
final class GetRedirectsHandler implements Endpoint {

    private static final int MAX_LIMIT = 1_000;
    private static final String PATH = "path";
    private static final String AFTER = "after";
    private static final String LIMIT = "limit";
    private static final CacheTags TAGS = CacheTags.of("redirects");
    private static final JsonMapper JSON = new JsonMapper();

    private final NearCache cache;
    private final TrackedStore store;
    private final WorkerPool work;
    private final RepresentationSender sender;

    /** @param work parses tables and writes pages, which may have megabytes */
    GetRedirectsHandler(NearCache cache, TrackedStore store, WorkerPool work, RepresentationSender sender) {
        this.cache = cache;
        this.store = store;
        this.work = work;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues values) {
        Query query = Query.of(exchange, List.of(PATH, AFTER, LIMIT));
        Optional<String> path = query.one(PATH);
        Optional<String> after = query.one(AFTER);
        Optional<String> limit = query.one(LIMIT);
        if (path.isPresent() && (after.isPresent() || limit.isPresent())) {
            throw new ProblemException(Problem.badParameter(PATH, "excludes " + AFTER + " and " + LIMIT));
        }
        int size = limit.map(GetRedirectsHandler::limit).orElse(MAX_LIMIT);
        CompletableFuture<Reading<RedirectTable>> table = cache.get(CacheKey.shared(RedisKeys.REDIRECTS),
                RedirectTable.class, () -> store.published(RedisKeys.REDIRECTS)
                        .thenCompose(bytes -> work.submit(() -> RedirectTable.of(bytes))));
        Replies.when(path.isPresent()
                ? table.thenApply(read -> representation(one(read.value(), path.get()), read.stale()))
                : table.thenCompose(read -> work.submit(
                        () -> representation(page(read.value(), after.orElse(null), size), read.stale()))),
                exchange, sender::send);
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw new ProblemException(Problem.badParameter(LIMIT, "must be a number from 1 to " + MAX_LIMIT));
    }

    private static Representation representation(byte[] json, boolean stale) {
        ByteBuffer body = ByteBuffer.wrap(json);
        return new Representation(Audience.PUBLIC, "\"" + Sha256.tag(body.duplicate()) + "\"", TAGS, null, 0, stale,
                Body.once(body));
    }

    private static byte[] one(RedirectTable table, String path) {
        Item item = table.find(path);
        if (item == null) {
            throw new ProblemException(Problem.notFound("This path has no redirect."));
        }
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeTarget(json, item);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static byte[] page(RedirectTable table, @Nullable String after, int limit) {
        List<Item> found = table.after(after).stream().limit(limit + 1L).toList();
        List<Item> items = found.subList(0, Math.min(limit, found.size()));
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            items.forEach(item -> {
                json.writeStartObject();
                json.writeStringProperty("path", item.path());
                writeTarget(json, item);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeStringProperty("next", found.size() > limit ? items.getLast().path() : null);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeTarget(JsonGenerator json, Item item) {
        if (item.to() != null) {
            json.writeStringProperty("to", item.to());
        }
        json.writeNumberProperty("status", item.status());
    }
}

package dev.headrace.edge.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.model.PublishedModel;

/** Caches parsed list requests, so that a query is parsed once per model. */
final class ListRequests {

    /** Measured by {@link #weight}; queries may have 16 KB. */
    private static final long MAX_BYTES = 8L * 1024 * 1024;
    private static final int OVERHEAD = 1_000;
    // The query string, and its parts in the request, in the list and in the page.
    private static final int COPIES = 4;

    /**
     * A parsed query.
     *
     * @param model the model that it was parsed with
     * @param tags of its pages
     */
    record Parsed(PublishedModel model, PublishedModel.Type type, ListRequest request, CacheTags tags) {}

    private final LiveModel model;
    private final Cache<Key, Parsed> parsed = cache();

    /** A cache key; requests are not shared between audiences. */
    record Key(Audience audience, String query) {}

    ListRequests(LiveModel model) {
        this.model = model;
    }

    static Cache<Key, Parsed> cache() {
        return Caffeine.newBuilder().maximumWeight(MAX_BYTES).weigher(ListRequests::weight).executor(Runnable::run)
                .build();
    }

    /** Approximate memory use of an entry in bytes. */
    private static int weight(Key key, Parsed parsed) {
        return OVERHEAD + COPIES * key.query.length() + 2 * COPIES * parsed.request().page().length();
    }

    /**
     * @param queryString as the client sent it
     */
    @SuppressWarnings("ReferenceEquality") // comparing the contents would cost more than parsing the query
    Parsed of(String typeName, String queryString, Query query, Audience audience) {
        PublishedModel current = model.current();
        Key key = new Key(audience, typeName + "?" + queryString);
        Parsed known = parsed.getIfPresent(key);
        if (known != null && known.model == current) {
            return known;
        }
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Parsed fresh = new Parsed(current, type, new ListRequestReader(current, type, query, audience).read(typeName),
                CacheTags.of(typeName));
        if (audience.isShared()) {
            parsed.put(key, fresh);
        }
        return fresh;
    }
}

package dev.headrace.edge.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.model.PublishedModel;

/** Requests for lists as they were read, so that the same query need not be read again under the same model. */
final class ListRequests {

    /** By {@link #weight}; queries may have 16 KB. */
    private static final long MAX_BYTES = 8L * 1024 * 1024;
    private static final int OVERHEAD = 1_000;
    // The query itself, and its parts in the request, in what cursors are bound to, and in the name of the page.
    private static final int COPIES = 4;

    /** @param model the one against which the query was read */
    record Read(PublishedModel model, PublishedModel.Type type, ListRequest request) {}

    private final LiveModel model;
    private final Cache<Key, Read> read = cache();

    /** What a request is known by. What one audience asks for is no answer for another one. */
    record Key(Audience audience, String text) {}

    ListRequests(LiveModel model) {
        this.model = model;
    }

    static Cache<Key, Read> cache() {
        return Caffeine.newBuilder().maximumWeight(MAX_BYTES).weigher(ListRequests::weight).executor(Runnable::run)
                .build();
    }

    /** About how many bytes of memory an entry takes. */
    private static int weight(Key key, Read request) {
        return OVERHEAD + COPIES * key.text.length() + 2 * COPIES * request.request().page().length();
    }

    /**
     * @param queryString as the client sent it
     * @param audience for whom
     */
    @SuppressWarnings("ReferenceEquality") // comparing the contents would cost more than reading the query
    Read of(String typeName, String queryString, Query query, Audience audience) {
        PublishedModel current = model.current();
        Key key = new Key(audience, typeName + "?" + queryString);
        Read known = read.getIfPresent(key);
        if (known != null && known.model == current) {
            return known;
        }
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Read fresh = new Read(current, type, new ListRequestReader(current, type, query, audience).read(typeName));
        if (audience.isShared()) {
            read.put(key, fresh);
        }
        return fresh;
    }
}

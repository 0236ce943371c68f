package dev.headrace.edge.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.read.LiveModel;
import dev.headrace.model.PublishedModel;

/** Requests for lists as they were read, so that the same query need not be read again under the same model. */
final class ListRequests {

    private static final int MAX_QUERIES = 5_000;

    /** @param model the one against which the query was read */
    record Read(PublishedModel model, PublishedModel.Type type, ListRequest request) {}

    private final LiveModel model;
    private final Cache<String, Read> read = Caffeine.newBuilder().maximumSize(MAX_QUERIES).executor(Runnable::run)
            .build();

    ListRequests(LiveModel model) {
        this.model = model;
    }

    /** @param queryString as the client sent it */
    @SuppressWarnings("ReferenceEquality") // comparing the contents would cost more than reading the query
    Read of(String typeName, String queryString, Query query) {
        PublishedModel current = model.current();
        String key = typeName + "?" + queryString;
        Read known = read.getIfPresent(key);
        if (known != null && known.model == current) {
            return known;
        }
        PublishedModel.Type type = LiveModel.typeOf(current, typeName);
        Read fresh = new Read(current, type, ListRequest.read(current, typeName, type, query));
        read.put(key, fresh);
        return fresh;
    }
}

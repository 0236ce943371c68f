package dev.headrace.edge.http;

import dev.headrace.edge.body.Body;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body that is ready to be sent, with its cache metadata.
 *
 * @param audience the only source of the cache policy
 * @param etag of the body without coding, with its quotes
 * @param tags the names under which caches can purge it
 * @param link value of the {@code Link} header field
 * @param nextChange seconds since 1970 until which caches may keep it, because a change is scheduled then; 0 if none is
 * @param stale whether it was cached before Redis became unavailable
 */
public record Representation(Audience audience, String etag, CacheTags tags, @Nullable String link, long nextChange,
        boolean stale, Body body) {}

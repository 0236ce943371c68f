package dev.headrace.edge.http;

import org.jspecify.annotations.Nullable;

/**
 * A document that is not there any more: {@code 301} to where it moved, or {@code 410}. Caches treat it like the document.
 *
 * @param audience the only source of the cache policy
 * @param location where it moved, in ASCII; null if it is gone
 * @param tags the names under which caches can purge it
 * @param nextChange seconds since 1970 until which caches may keep it, because a change is scheduled then; 0 if none is
 * @param stale whether it was cached before Redis became unavailable
 */
public record Departure(Audience audience, @Nullable String location, CacheTags tags, long nextChange,
        boolean stale) {}

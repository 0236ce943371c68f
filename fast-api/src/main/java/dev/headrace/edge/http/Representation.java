package dev.headrace.edge.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body that is ready to be sent, and what caches need to know about it.
 *
 * @param audience whom it was made for; the sender derives the cache policy from it and from nothing else
 * @param etag with its quotes
 * @param surrogateKey names to purge it by, separated by spaces
 * @param link further pages, as in the header field
 * @param stale whether it was kept from before Redis became unavailable
 * @param parts the body; they are sent as they are, so hand over duplicates
 */
@SuppressWarnings("ArrayRecordComponent") // made for one response, never compared
public record Representation(Audience audience, String etag, String surrogateKey, @Nullable String link, boolean stale,
        ByteBuffer... parts) {}

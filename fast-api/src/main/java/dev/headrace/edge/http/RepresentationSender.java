package dev.headrace.edge.http;

import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.DateUtils;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/** Sends representations, or {@code 304} to those who have them already. */
public final class RepresentationSender {

    private static final String JSON = "application/json";

    private final String cacheControl;

    public RepresentationSender(String cacheControl) {
        this.cacheControl = cacheControl;
    }

    public void send(HttpServerExchange exchange, Representation representation) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.ETAG, representation.etag()).put(Headers.CACHE_CONTROL, cacheControl)
                .put(Fields.SURROGATE_KEY, representation.surrogateKey());
        putIfKnown(headers, representation);
        if (isCurrentAtClient(exchange, representation)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
        } else {
            headers.put(Headers.CONTENT_TYPE, JSON);
            exchange.getResponseSender().send(representation.parts(), IoCallback.END_EXCHANGE);
        }
    }

    private static void putIfKnown(HeaderMap headers, Representation representation) {
        if (representation.lastModified() != null) {
            headers.put(Headers.LAST_MODIFIED, representation.lastModified());
        }
        if (representation.link() != null) {
            headers.put(Headers.LINK, representation.link());
        }
        if (representation.stale()) {
            headers.put(Fields.STALE, "true");
        }
    }

    private static boolean isCurrentAtClient(HttpServerExchange exchange, Representation representation) {
        HeaderMap request = exchange.getRequestHeaders();
        String ifNoneMatch = request.getFirst(Headers.IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            return ifNoneMatch.equals(representation.etag()) || !ETagUtils.handleIfNoneMatch(ifNoneMatch,
                    new io.undertow.util.ETag(false, unquoted(representation.etag())), true);
        }
        return isOlderThan(request.getFirst(Headers.IF_MODIFIED_SINCE), representation.lastModified());
    }

    private static boolean isOlderThan(@Nullable String since, @Nullable String lastModified) {
        return since != null && lastModified != null
                && (since.equals(lastModified) || !DateUtils.handleIfModifiedSince(since, DateUtils.parseDate(lastModified)));
    }

    private static String unquoted(String etag) {
        return etag.substring(1, etag.length() - 1);
    }
}

package dev.headrace.edge.http;

import io.undertow.util.HttpString;

/** Header fields without constants in Undertow. */
public final class HeaderNames {

    /** Keys by which caches in front of the edge can purge a response. */
    static final HttpString SURROGATE_KEY = new HttpString("Surrogate-Key");

    /** The same keys in the standard form (RFC 9875). */
    static final HttpString CACHE_GROUPS = new HttpString("Cache-Groups");

    /** {@code true} on cached content that is served while Redis is unavailable. */
    public static final HttpString STALE = new HttpString("Headrace-Stale");

    /** Where an accepted write is stored: {@code queue} or {@code redis}. */
    public static final HttpString DURABILITY = new HttpString("Headrace-Durability");

    /** The client's key for one write, the same on every retry. */
    public static final HttpString IDEMPOTENCY_KEY = new HttpString("Idempotency-Key");

    /** The last event that a client of a change stream has received. */
    public static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");

    static final HttpString LINK = new HttpString("Link");
    static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
    static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");

    private HeaderNames() {}
}

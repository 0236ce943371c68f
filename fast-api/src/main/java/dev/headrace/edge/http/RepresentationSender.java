package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.body.BodyForms;
import dev.headrace.edge.body.Coding;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends representations, or {@code 304} to clients with a current copy, or where a document has gone. Responses for a
 * private audience have {@code private, no-store} and neither validators nor cache tags.
 */
public final class RepresentationSender {

    static final String JSON = "application/json";
    private static final String ACCEPT_ENCODING = "Accept-Encoding";
    private static final Coding[] FORMS = Coding.values();
    private static final String NO_STORE = "private, no-store";

    private static final String GONE = ProblemHandler
            .json(new Problem(StatusCodes.GONE, "This document was unpublished for good."));

    private final CacheControl cacheControl;
    private final BodyForms forms;

    /** @param cacheControl of public content */
    public RepresentationSender(String cacheControl, InstantSource clock, BodyForms forms) {
        this.cacheControl = new CacheControl(cacheControl, clock);
        this.forms = forms;
    }

    public void send(HttpServerExchange exchange, Representation representation) {
        HeaderMap headers = exchange.getResponseHeaders();
        putOptional(headers, representation);
        if (!representation.audience().isShared()) {
            headers.put(Headers.CACHE_CONTROL, NO_STORE);
            sendBody(exchange, representation.body(), Coding.IDENTITY);
            return;
        }
        headers.put(Headers.CACHE_CONTROL, cacheControl.until(representation.nextChange()));
        putTags(headers, representation.tags());
        if (representation.body().isNegotiated()) {
            headers.add(Headers.VARY, ACCEPT_ENCODING);
        }
        Coding current = currentForm(exchange, representation);
        if (current != null) {
            headers.put(Headers.ETAG, current.etag(representation.etag()));
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
        } else {
            Coding form = forms.of(representation.body(), exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING));
            headers.put(Headers.ETAG, form.etag(representation.etag()));
            sendBody(exchange, representation.body(), form);
        }
    }

    /** Sends a response about a document that is not there any more. */
    public void send(HttpServerExchange exchange, Departure departure) {
        HeaderMap headers = exchange.getResponseHeaders();
        if (departure.stale()) {
            headers.put(HeaderNames.STALE, "true");
        }
        if (departure.audience().isShared()) {
            headers.put(Headers.CACHE_CONTROL, cacheControl.until(departure.nextChange()));
            putTags(headers, departure.tags());
        } else {
            headers.put(Headers.CACHE_CONTROL, NO_STORE);
        }
        if (departure.location() != null) {
            headers.put(Headers.LOCATION, departure.location());
            exchange.setStatusCode(StatusCodes.MOVED_PERMANENTLY).endExchange();
        } else {
            exchange.setStatusCode(StatusCodes.GONE);
            headers.put(Headers.CONTENT_TYPE, ProblemHandler.PROBLEM_JSON);
            exchange.getResponseSender().send(GONE, UTF_8, IoCallback.END_EXCHANGE);
        }
    }

    private static void sendBody(HttpServerExchange exchange, Body body, Coding form) {
        HeaderMap headers = exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON);
        if (form != Coding.IDENTITY) {
            headers.put(Headers.CONTENT_ENCODING, form.token());
        }
        exchange.getResponseSender().send(body.parts(form), IoCallback.END_EXCHANGE);
    }

    private static void putOptional(HeaderMap headers, Representation representation) {
        if (representation.link() != null) {
            headers.put(HeaderNames.LINK, representation.link());
        }
        if (representation.stale()) {
            headers.put(HeaderNames.STALE, "true");
        }
    }

    private static void putTags(HeaderMap headers, CacheTags tags) {
        if (!tags.surrogateKey().isEmpty()) {
            headers.put(HeaderNames.SURROGATE_KEY, tags.surrogateKey()).put(HeaderNames.CACHE_GROUPS,
                    tags.cacheGroups());
        }
    }

    /** The form that the client has and that is current, if any. All forms of a body change together. */
    private static @Nullable Coding currentForm(HttpServerExchange exchange, Representation representation) {
        HeaderValues lines = exchange.getRequestHeaders().get(Headers.IF_NONE_MATCH);
        if (lines == null) {
            return null;
        }
        for (Coding coding : FORMS) {
            String etag = coding.etag(representation.etag());
            if (lines.getFirst().equals(etag) || IfNoneMatch.matches(lines, etag)) {
                return coding;
            }
            if (!representation.body().isNegotiated()) {
                return null;
            }
        }
        return null;
    }
}

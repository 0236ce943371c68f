package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.edge.body.Coding;
import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.http.PreparedResponses.CurrentBody;
import dev.headrace.edge.http.RequestMetrics.RouteMetrics;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What is known about the responses to a target, in all forms. */
final class PreparedResponse {

    static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";

    private static final int OVERHEAD = 250;

    private final byte[] target;
    private final int hash;
    private final byte[] shared;
    private final String etag;
    private final CurrentBody body;
    private final RouteMetrics metrics;
    private final int ownLength;
    private final Head plain;
    private final Map<Coding, Head> coded = new ConcurrentHashMap<>(0);

    /**
     * The head of a response in one form.
     *
     * @param shared status line and fields that many responses have
     * @param own the other fields, except the date
     * @param validators the end of those that a 304 has, too
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Head(byte[] shared, byte[] own, int validators, String etag) {

        int size() {
            return shared.length + own.length;
        }

        void put(ByteBuffer buffer) {
            buffer.put(shared).put(own);
        }

        int sizeNotModified() {
            return size() - STATUS_LINE.length() - (own.length - validators);
        }

        void putNotModified(ByteBuffer buffer) {
            buffer.put(shared, STATUS_LINE.length(), shared.length - STATUS_LINE.length()).put(own, 0, validators);
        }
    }

    /**
     * @param shared status line and fields that many responses have
     * @param own the other fields that do not depend on the form
     * @param etag without coding, with its quotes
     */
    PreparedResponse(byte[] target, int hash, byte[] shared, byte[] own, String etag, CurrentBody body, KeptBody now,
            RouteMetrics metrics) {
        this.target = target;
        this.hash = hash;
        this.shared = shared;
        this.etag = etag;
        this.body = body;
        this.metrics = metrics;
        this.ownLength = own.length;
        this.plain = makeHead(own, Coding.IDENTITY, now);
    }

    int hash() {
        return hash;
    }

    /** Not to be modified. */
    byte[] target() {
        return target;
    }

    boolean isFor(byte[] octets, int length) {
        return Arrays.equals(target, 0, target.length, octets, 0, length);
    }

    /** Approximate memory use in bytes. */
    int size() {
        return OVERHEAD + target.length + plain.own.length;
    }

    @Nullable
    KeptBody currentBody() {
        return body.get();
    }

    RouteMetrics metrics() {
        return metrics;
    }

    Head head(Coding form, KeptBody current) {
        if (form == Coding.IDENTITY) {
            return plain;
        }
        Head made = coded.get(form);
        return made != null
                ? made
                : coded.computeIfAbsent(form, _ -> makeHead(Arrays.copyOf(plain.own, ownLength), form, current));
    }

    private Head makeHead(byte[] fields, Coding form, KeptBody current) {
        String formEtag = form.etag(etag);
        StringBuilder own = new StringBuilder(256).append(new String(fields, ISO_8859_1));
        append(own, Headers.ETAG, formEtag);
        int validators = own.length();
        append(own, Headers.CONTENT_TYPE, RepresentationSender.JSON);
        if (form != Coding.IDENTITY) {
            append(own, Headers.CONTENT_ENCODING, form.token());
        }
        append(own, Headers.CONTENT_LENGTH, String.valueOf(current.size(form)));
        return new Head(shared, own.toString().getBytes(ISO_8859_1), validators, formEtag);
    }

    static void append(StringBuilder head, HttpString name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}

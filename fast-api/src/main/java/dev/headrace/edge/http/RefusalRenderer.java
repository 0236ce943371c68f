package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.connection.Refusal;
import dev.headrace.edge.connection.RefusalResponses;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Renders refusals, which never reach the handlers, as the same problems that the handlers would send. */
final class RefusalRenderer implements RefusalResponses {

    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String LINE = "\r\n";
    private static final String RETRY_SECONDS = "1";

    private final String corsHeader;

    /** @param origins as in {@link CorsHandler} */
    RefusalRenderer(List<String> origins) {
        corsHeader = origins.contains(CorsHandler.ANY)
                ? field(HeaderNames.ALLOW_ORIGIN, CorsHandler.ANY)
                        + field(HeaderNames.EXPOSE_HEADERS, CorsHandler.RESPONSE_HEADERS)
                : field("Vary", "Origin");
    }

    @Override
    public ByteBuffer of(Refusal refusal) {
        Problem problem = new Problem(refusal.status(), refusal.detail());
        byte[] body = ProblemHandler.json(problem).getBytes(UTF_8);
        String head = "HTTP/1.1 " + problem.status() + " " + problem.title() + LINE
                + field("Connection", "close")
                + field("Date", DATE.format(Instant.now()))
                + field("Content-Type", ProblemHandler.PROBLEM_JSON)
                + field("Content-Length", body.length)
                + field("Cache-Control", "no-store")
                + field(HeaderNames.CONTENT_TYPE_OPTIONS, "nosniff")
                + corsHeader
                + (refusal.isTemporary() ? field("Retry-After", RETRY_SECONDS) : "")
                + LINE;
        byte[] headBytes = head.getBytes(UTF_8);
        return ByteBuffer.allocate(headBytes.length + body.length).put(headBytes).put(body).flip();
    }

    private static String field(Object name, Object value) {
        return name + ": " + value + LINE;
    }
}

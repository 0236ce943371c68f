package dev.headrace.edge.http;

import dev.headrace.model.InteractionCodec;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request body as one JSON object within limits. Never blocks: the continuation runs on the I/O thread once the
 * whole body has been received.
 */
public final class JsonBody {

    /**
     * Limits of a body.
     *
     * @param maxBytes at most 64 KiB, the limit of the server; beyond it, the answer is 413
     * @param maxDepth of nested objects and arrays, including the outermost object; beyond it, the answer is 400. At most
     *     {@link InteractionCodec#MAX_DATA_DEPTH}, so that the body can be an event's data
     * @param maxKeys total number of keys and array elements; beyond it, the answer is 400
     * @param optional whether a missing body is read as an empty object
     */
    public record Limits(int maxBytes, int maxDepth, int maxKeys, boolean optional) {

        /** For requests without parameters in the body: no body, or an empty object. */
        public static final Limits EMPTY = new Limits(64, 1, 0, true);

        /** @throws IllegalArgumentException if bodies within these limits could not be written as events */
        public Limits {
            if (maxDepth > InteractionCodec.MAX_DATA_DEPTH) {
                throw new IllegalArgumentException("a body must not be nested more than "
                        + InteractionCodec.MAX_DATA_DEPTH + " levels deep, but maxDepth is " + maxDepth);
            }
        }
    }

    /** Receives the body. Runs on the I/O thread and must not block; exceptions are answered as problems. */
    @FunctionalInterface
    public interface Next {
        void accept(HttpServerExchange exchange, ObjectNode body) throws Exception;
    }

    private static final String JSON = "application/json";

    private JsonBody() {}

    /** Calls {@code next} once the body has been read, or responds with a problem. */
    public static void read(HttpServerExchange exchange, Limits limits, Next next) {
        if (exchange.isRequestComplete()) {
            proceed(exchange, new byte[0], limits, next);
            return;
        }
        checkMediaType(exchange);
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(limits.maxBytes());
        receiver.receiveFullBytes((read, body) -> proceed(read, body, limits, next),
                (failed, failure) -> ProblemHandler.answer(failed, rejection(failure, limits)));
    }

    private static void proceed(HttpServerExchange exchange, byte[] body, Limits limits, Next next) {
        try {
            next.accept(exchange, parse(body, limits));
        } catch (Throwable e) {
            ProblemHandler.answer(exchange, e);
        }
    }

    private static ObjectNode parse(byte[] body, Limits limits) {
        if (body.length == 0 && limits.optional()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return new BoundedJson(limits).read(body);
    }

    private static void checkMediaType(HttpServerExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        String encoding = exchange.getRequestHeaders().getFirst(Headers.CONTENT_ENCODING);
        if (!isJson(type) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(new Problem(StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be uncompressed application/json in UTF-8."));
        }
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return true;
        }
        String[] parts = type.toLowerCase(Locale.ROOT).replace("\"", "").split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().startsWith("charset=") && !parts[i].strip().equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals(JSON);
    }

    private static ProblemException rejection(IOException failure, Limits limits) {
        return new ProblemException(failure instanceof Receiver.RequestToLargeException
                ? new Problem(StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                        "The body must not be longer than " + limits.maxBytes() + " bytes.")
                : Problem.badRequest("The body cannot be read."));
    }

    /** The problem for an invalid part of the body. */
    static ProblemException invalid(String pointer, String message) {
        String subject = pointer.isEmpty() ? "The body " : "'" + pointer + "' in the body ";
        return new ProblemException(new Problem(StatusCodes.BAD_REQUEST, subject + message + ".",
                List.of(new Problem.Invalid(pointer, message)), Map.of()));
    }
}

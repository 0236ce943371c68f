package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** For requests that say all in their address: their body is empty or an empty JSON object. */
public final class EmptyBody {

    private static final int MOST_BYTES = 64;

    private EmptyBody() {}

    /** Goes on once the body has been read, or answers with a problem. */
    public static void then(HttpServerExchange exchange, Runnable next) {
        if (exchange.isRequestComplete()) {
            next.run();
            return;
        }
        checkMediaType(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE));
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(MOST_BYTES);
        receiver.receiveFullBytes((read, body) -> check(read, body, next),
                (failed, failure) -> ProblemHandler.answer(failed, refusal(failure)));
    }

    private static void checkMediaType(@Nullable String type) {
        if (type != null && !type.startsWith("application/json")) {
            throw new ProblemException(new Problem(415, "A body must be application/json."));
        }
    }

    private static void check(HttpServerExchange exchange, byte[] body, Runnable next) {
        try {
            String text = new String(body, UTF_8).strip();
            if (!text.isEmpty() && !text.replaceAll("\\s", "").equals("{}")) {
                throw new ProblemException(Problem.badRequest("The body must be empty or an empty JSON object."));
            }
            next.run();
        } catch (RuntimeException e) {
            ProblemHandler.answer(exchange, e);
        }
    }

    private static ProblemException refusal(IOException failure) {
        return new ProblemException(failure instanceof Receiver.RequestToLargeException
                ? new Problem(413, "The body must be empty or an empty JSON object.")
                : Problem.badRequest("The body cannot be read."));
    }
}

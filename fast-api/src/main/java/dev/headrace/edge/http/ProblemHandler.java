package dev.headrace.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.redis.RedisUnavailableException;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import org.xnio.IoUtils;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Responds with a {@link Problem} when a request fails, without internal details. */
final class ProblemHandler implements HttpHandler {

    private static final FailureLog FAILURES = new FailureLog(System::nanoTime);
    private static final long RESTORING_RETRY_SECONDS = 5;
    static final String PROBLEM_JSON = "application/problem+json";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpHandler next;

    ProblemHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            next.handleRequest(exchange);
        } catch (Throwable e) {
            answer(exchange, e);
        }
    }

    /** Always ends the exchange: nothing else would, and the client would wait until a timeout. */
    static void answer(HttpServerExchange exchange, Throwable failure) {
        try {
            answerOrFail(exchange, failure);
        } catch (Throwable e) {
            // For example, out of memory for the answer.
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static void answerOrFail(HttpServerExchange exchange, Throwable failure) {
        Problem problem = log(exchange, failure);
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
        } else {
            send(exchange, problem);
        }
    }

    /** Logs a failure unless a problem explains it; returns the problem. */
    static Problem log(HttpServerExchange exchange, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        Problem problem = problemOf(cause);
        if (problem.status() == StatusCodes.INTERNAL_SERVER_ERROR || cause instanceof Error) {
            FAILURES.log(exchange, cause);
        }
        return problem;
    }

    private static Problem problemOf(Throwable cause) {
        return switch (cause) {
            case ProblemException e -> e.problem();
            case RedisUnavailableException e when e.hasLostContents() ->
                Problem.retryLater(StatusCodes.SERVICE_UNAVAILABLE,
                        "Published content is being restored, and this is not available yet.", RESTORING_RETRY_SECONDS);
            case RedisUnavailableException _ -> Problem.retryLater(StatusCodes.SERVICE_UNAVAILABLE,
                    "Redis is unavailable.", 1);
            case OutOfMemoryError _ -> Problem.retryLater(StatusCodes.SERVICE_UNAVAILABLE,
                    "This server has too little memory at the moment.", 1);
            default ->
                new Problem(StatusCodes.INTERNAL_SERVER_ERROR, "An internal error occurred; it has been logged.");
        };
    }

    private static void send(HttpServerExchange exchange, Problem problem) {
        exchange.setStatusCode(problem.status());
        problem.headers().forEach(exchange.getResponseHeaders()::put);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, PROBLEM_JSON)
                .put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(json(problem), UTF_8, IoCallback.END_EXCHANGE);
    }

    static String json(Problem problem) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("type", "about:blank");
            json.writeStringProperty("title", problem.title());
            json.writeNumberProperty("status", problem.status());
            json.writeStringProperty("detail", problem.detail());
            if (!problem.errors().isEmpty()) {
                json.writePOJOProperty("errors", problem.errors());
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}

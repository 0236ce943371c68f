package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.CompletableFuture;

/** Answers a request when its result is there: at once if it is there already, else later on the request's I/O thread. */
public final class Replies {

    /** Sends a result. It runs on the I/O thread and must not block. */
    @FunctionalInterface
    public interface Reply<T> {
        void send(HttpServerExchange exchange, T result) throws Exception;
    }

    private Replies() {}

    /** Nobody else may touch the exchange until the reply has been sent. */
    public static <T> void when(CompletableFuture<T> result, HttpServerExchange exchange, Reply<T> reply) {
        if (result.isDone()) {
            send(result, exchange, reply);
        } else {
            // An exchange belongs to its I/O thread: touching it from another one races with the client's hanging up.
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
                var _ = result.whenComplete(
                        (_, _) -> exchange.getIoThread().execute(() -> send(result, exchange, reply)));
            });
        }
    }

    private static <T> void send(CompletableFuture<T> result, HttpServerExchange exchange, Reply<T> reply) {
        if (exchange.isComplete()) {
            return;
        }
        try {
            reply.send(exchange, result.join());
        } catch (Exception e) {
            ProblemHandler.answer(exchange, e);
        }
    }
}

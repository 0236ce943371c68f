package dev.headrace.edge.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.CompletableFuture;

/** Sends a response when its result is available: immediately if done, else later on the request's I/O thread. */
public final class Replies {

    /** Sends a result. Runs on the I/O thread and must not block. */
    @FunctionalInterface
    public interface Reply<T> {
        void send(HttpServerExchange exchange, T result) throws Exception;
    }

    private Replies() {}

    /** The caller must not use the exchange afterwards. */
    public static <T> void when(CompletableFuture<T> result, HttpServerExchange exchange, Reply<T> reply) {
        if (result.isDone()) {
            send(result, exchange, reply);
        } else {
            // An exchange is confined to its I/O thread: using it on another one races with the client closing the connection.
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
        } catch (Throwable e) {
            ProblemHandler.answer(exchange, e);
        }
    }
}

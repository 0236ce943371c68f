package dev.headrace.edge.interact;

import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.redis.Store;
import dev.headrace.model.EventId;
import dev.headrace.model.Receipt;
import dev.headrace.model.RedisKeys;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/receipts/{eventId}} */
final class GetReceiptHandler implements Endpoint {

    private final Store store;

    public GetReceiptHandler(Store store) {
        this.store = store;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Query.of(exchange, List.of());
        Replies.when(store.get(RedisKeys.receipt(eventId(path.get(0)))), exchange, GetReceiptHandler::send);
    }

    private static EventId eventId(String text) {
        try {
            return EventId.parse(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static void send(HttpServerExchange exchange, @Nullable String receipt) {
        if (receipt == null) {
            throw unknown();
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json").put(Headers.CACHE_CONTROL,
                "no-store");
        exchange.getResponseSender().send("{\"status\":\"" + Receipt.parse(receipt).status().word() + "\"}",
                IoCallback.END_EXCHANGE);
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("No receipt with this id, or it has expired."));
    }
}

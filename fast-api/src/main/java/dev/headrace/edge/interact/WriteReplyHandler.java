package dev.headrace.edge.interact;

import dev.headrace.edge.http.Fields;
import dev.headrace.edge.http.PathValues;
import dev.headrace.model.EntryId;
import dev.headrace.model.Target;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** What the handlers of writes share. */
final class WriteReplyHandler {

    private WriteReplyHandler() {}

    /** The document at {@code /{type}/{id}}. */
    static Target target(PathValues path) {
        if (!EntryId.isId(path.get(1))) {
            throw Refusals.gone();
        }
        return new Target(path.get(0), path.get(1));
    }

    static void send(HttpServerExchange exchange, Accepted accepted) {
        exchange.setStatusCode(StatusCodes.ACCEPTED).getResponseHeaders()
                .put(Fields.DURABILITY, accepted.durability().word()).put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(AcceptedJson.of(accepted), IoCallback.END_EXCHANGE);
    }
}

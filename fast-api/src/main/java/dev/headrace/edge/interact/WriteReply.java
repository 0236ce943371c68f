package dev.headrace.edge.interact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.HeaderNames;
import dev.headrace.edge.http.Replies.Reply;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;

/** The response to an accepted write, assembled from parts that are already JSON. */
final class WriteReply implements Reply<Accepted> {

    static final WriteReply INSTANCE = new WriteReply();

    private WriteReply() {}

    @Override
    public void send(HttpServerExchange exchange, Accepted accepted) {
        exchange.setStatusCode(StatusCodes.ACCEPTED).getResponseHeaders()
                .put(HeaderNames.DURABILITY, accepted.durability().word()).put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(json(accepted), IoCallback.END_EXCHANGE);
    }

    private static ByteBuffer json(Accepted accepted) {
        byte[] opening = ("{\"id\":\"" + accepted.id() + "\",\"state\":" + accepted.state() + ",\"stats\":")
                .getBytes(UTF_8);
        return ByteBuffer.allocate(opening.length + accepted.tally().length + 1).put(opening).put(accepted.tally())
                .put((byte) '}').flip();
    }
}

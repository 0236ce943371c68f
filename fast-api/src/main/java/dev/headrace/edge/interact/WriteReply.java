package dev.headrace.edge.interact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.http.Fields;
import dev.headrace.edge.http.Replies.Reply;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The answer to an accepted write. */
final class WriteReply implements Reply<Accepted> {

    static final WriteReply INSTANCE = new WriteReply();

    private static final JsonMapper JSON = new JsonMapper();

    private WriteReply() {}

    @Override
    public void send(HttpServerExchange exchange, Accepted accepted) {
        exchange.setStatusCode(StatusCodes.ACCEPTED).getResponseHeaders()
                .put(Fields.DURABILITY, accepted.durability().word()).put(Headers.CONTENT_TYPE, "application/json")
                .put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(json(accepted), IoCallback.END_EXCHANGE);
    }

    private static ByteBuffer json(Accepted accepted) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", accepted.id().toString());
            json.writeObjectPropertyStart("state");
            if (!accepted.reactions().isEmpty()) {
                json.writeObjectPropertyStart("reactions");
                for (Map.Entry<String, Boolean> reaction : accepted.reactions().entrySet()) {
                    json.writeBooleanProperty(reaction.getKey(), reaction.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeName("stats");
            json.writeRawValue(new String(accepted.tally(), UTF_8));
            json.writeEndObject();
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}

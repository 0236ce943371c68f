package dev.headrace.edge.model;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.Sha256;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1}: the types and locales, with links to lists and documents. */
final class GetRootHandler implements Endpoint {

    private static final String CONTENT = "/v1/content/";
    private static final JsonMapper JSON = new JsonMapper();

    private final LiveModel model;
    private final RepresentationSender sender;

    GetRootHandler(LiveModel model, RepresentationSender sender) {
        this.model = model;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        Query.of(exchange, List.of());
        ByteBuffer body = ByteBuffer.wrap(index(model.current()));
        sender.send(exchange, new Representation(Audience.PUBLIC, "\"" + Sha256.tag(body) + "\"",
                CacheTags.of(List.of()), null, 0, false, Body.once(body)));
    }

    private static byte[] index(PublishedModel model) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("locales");
            model.locales().forEach(json::writeString);
            json.writeEndArray();
            json.writeObjectPropertyStart("types");
            new TreeMap<>(model.types()).forEach((name, type) -> {
                json.writeObjectPropertyStart(name);
                json.writeStringProperty("list", CONTENT + name);
                json.writeStringProperty("document", CONTENT + name + "/{idOrSlug}");
                json.writeArrayPropertyStart("views");
                type.views().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

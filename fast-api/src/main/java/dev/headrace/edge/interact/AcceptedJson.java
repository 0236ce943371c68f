package dev.headrace.edge.interact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The body of the answer to an accepted write. */
final class AcceptedJson {

    private static final JsonMapper JSON = new JsonMapper();

    private AcceptedJson() {}

    static ByteBuffer of(Accepted accepted) {
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

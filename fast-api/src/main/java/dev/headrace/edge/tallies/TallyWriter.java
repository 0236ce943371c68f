package dev.headrace.edge.tallies;

import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes tallies: one part per kind of interactions, in the order of the parts. */
final class TallyWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<TallyPart> parts;

    TallyWriter(List<TallyPart> parts) {
        this.parts = List.copyOf(parts);
    }

    Tally of(Interactions interactions, Counts counts) {
        byte[] json = json(interactions, counts);
        return new Tally(json, Sha256.tag(ByteBuffer.wrap(json)));
    }

    /** The object, with a part for each allowed kind. */
    byte[] json(Interactions interactions, Counts counts) {
        var bytes = new ByteArrayOutputStream(64);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (TallyPart part : parts) {
                JsonNode options = interactions.of(part.option());
                if (!options.isMissingNode()) {
                    part.writeTally(options, counts, json);
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

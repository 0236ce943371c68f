package dev.headrace.edge.tallies;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.Metric;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document's tallies as clients get them.
 *
 * @param json an object
 * @param etag of the object, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the array
public record Tally(byte[] json, String etag) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] SPLICE = ",\"_stats\":".getBytes(UTF_8);

    static Tally of(Interactions interactions, Counts counts) {
        byte[] json = json(interactions, counts);
        return new Tally(json, Sha256.tag(ByteBuffer.wrap(json)));
    }

    /**
     * The object alone.
     *
     * @param interactions what can be done to the document; there is a number for each, be it 0
     */
    public static byte[] json(Interactions interactions, Counts counts) {
        var bytes = new ByteArrayOutputStream(64);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (interactions.views()) {
                json.writeNumberProperty("views", counts.of(Metric.VIEWS));
            }
            if (!interactions.reactions().isEmpty()) {
                json.writeObjectPropertyStart("reactions");
                for (String kind : interactions.reactions()) {
                    json.writeNumberProperty(kind, counts.of(Metric.reaction(kind)));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** A document's bytes with the tallies as its last property. */
    public ByteBuffer[] spliceInto(ByteBuffer document) {
        ByteBuffer opened = document.duplicate();
        opened.limit(opened.limit() - 1);
        ByteBuffer tail = ByteBuffer.allocate(SPLICE.length + json.length + 1).put(SPLICE).put(json).put((byte) '}');
        return new ByteBuffer[]{opened, tail.flip()};
    }
}

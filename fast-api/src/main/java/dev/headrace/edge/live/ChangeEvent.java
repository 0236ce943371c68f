package dev.headrace.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Position;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.Frame;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change as clients receive it.
 *
 * @param bytes a server-sent event; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all streams, never compared
record ChangeEvent(Change change, byte[] bytes) {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param stamp of the document; null if Redis has none */
    static ChangeEvent of(Change change, Frame.@Nullable Stamp stamp) {
        String event = "event: change\nid: " + SyncToken.of(change.position()).format() + "\ndata: "
                + data(change.document(), stamp) + "\n\n";
        return new ChangeEvent(change, event.getBytes(UTF_8));
    }

    private static String data(DocumentChange change, Frame.@Nullable Stamp stamp) {
        boolean isPublished = stamp != null && stamp.kind() == Frame.Kind.DOCUMENT;
        StringWriter text = new StringWriter(160);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("type", change.target().type());
            json.writeStringProperty("id", change.target().id());
            json.writeStringProperty("locale", change.locale());
            json.writeStringProperty("change", isPublished ? "put" : "delete");
            if (stamp != null) {
                json.writeNumberProperty("version", stamp.version());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Everything may have changed; the stream continues after a position. */
    static byte[] reset(Position position) {
        return ("event: reset\nid: " + SyncToken.of(position).format() + "\ndata: {}\n\n").getBytes(UTF_8);
    }

    /** An event without data, which clients do not see, but from which they would resume. */
    static byte[] position(Position position) {
        return ("id: " + SyncToken.of(position).format() + "\n\n").getBytes(UTF_8);
    }
}

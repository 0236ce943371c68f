package dev.headrace.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.follow.Position;
import dev.headrace.model.Frame;
import dev.headrace.model.Target;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Lines of a synchronization. */
final class SyncLines {

    private static final byte[] PUT = "{\"put\":".getBytes(UTF_8);
    private static final byte[] END = "}\n".getBytes(UTF_8);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void put(Frame document) {
        bytes.writeBytes(PUT);
        bytes.writeBytes(document.body());
        bytes.writeBytes(END);
    }

    /** The name of a type and an id need no escapes. */
    void delete(Target target) {
        write("{\"delete\":{\"id\":\"" + target.id() + "\",\"type\":\"" + target.type() + "\"}}\n");
    }

    void next(Position position) {
        write("{\"next\":\"" + SyncToken.of(position).format() + "\"}\n");
    }

    private void write(String line) {
        bytes.writeBytes(line.getBytes(UTF_8));
    }

    /** @param document null if it is not published */
    void add(Target target, @Nullable Frame document, boolean withRemovals) {
        if (document != null) {
            put(document);
        } else if (withRemovals) {
            delete(target);
        }
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}

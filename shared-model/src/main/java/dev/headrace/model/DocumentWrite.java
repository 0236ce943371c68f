package dev.headrace.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document in one locale for {@code put_document.lua} to write. The script's result is {@link #NEWER} if Redis has a newer
 * version, which is kept.
 *
 * @param locale the locale in which it is served
 * @param version version of all its frames
 * @param frames frames by view, among them {@link PublishedModel#FULL}; tombstones if it is not published
 * @param index null if it is not published
 * @param presence the entry's presence, see {@link RedisKeys#presence}; has a version of its own
 */
public record DocumentWrite(Target target, String locale, long version, Map<String, Frame> frames,
        @Nullable IndexRecord index, Frame presence) {

    /** The result of a write that changed nothing, also of {@link ModelWrite}. */
    public static final String NEWER = "newer";

    public DocumentWrite {
        frames = Map.copyOf(frames);
        if (!frames.containsKey(PublishedModel.FULL)) {
            throw new IllegalArgumentException(target + " has no frame of the full view");
        }
    }

    public ScriptCall call() {
        List<String> keys = new ArrayList<>(List.of(RedisKeys.index(target.partition()), RedisKeys.presence(target)));
        List<String> arguments = new ArrayList<>(
                List.of(Version.format(version), new IndexRecord.Field(target, locale).format(), indexFrame(),
                        presence.encodeAsText(), Long.toString(Frame.TOMBSTONE_AGE.toMillis())));
        // The version of the full view guards the others, so it comes first.
        Map<String, Frame> others = new TreeMap<>(frames);
        add(PublishedModel.FULL, others.remove(PublishedModel.FULL), keys, arguments);
        others.forEach((view, frame) -> add(view, frame, keys, arguments));
        return new ScriptCall(RedisScript.PUT_DOCUMENT, keys, arguments);
    }

    private void add(String view, @Nullable Frame frame, List<String> keys, List<String> arguments) {
        if (frame != null) {
            keys.add(RedisKeys.document(target, locale, view));
            arguments.add(frame.encodeAsText());
        }
    }

    private String indexFrame() {
        return index == null ? "" : Frame.document(version, index.toJson().getBytes(UTF_8)).encodeAsText();
    }
}

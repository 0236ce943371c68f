package dev.headrace.edge.redis;

import dev.headrace.model.Frame;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads frames from Redis, to which a core of a later version may have written them. */
public final class StoredFrame {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFrame.class);
    private static final AtomicBoolean IS_LOGGED = new AtomicBoolean();

    private StoredFrame() {}

    /**
     * The frame; null if there is none, or only one of a kind that this version does not know, which is logged once.
     *
     * @throws Frame.MalformedFrameException if the bytes are not a frame
     */
    public static @Nullable Frame decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return Frame.decode(bytes);
        } catch (Frame.UnknownKindException e) {
            logOnce(e);
            return null;
        }
    }

    /** Like {@link #decode}, but null for a damaged frame, too: for readers of many, who must not stop at one. */
    static @Nullable Frame readable(byte @Nullable [] bytes) {
        try {
            return decode(bytes);
        } catch (Frame.MalformedFrameException e) {
            LOG.error("A frame in Redis is damaged; it counts as not published", e);
            return null;
        }
    }

    /** The stamp of a frame, of which only the beginning was read; null if there is none that this version can read. */
    public static Frame.@Nullable Stamp stamp(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return Frame.Stamp.parse(bytes);
        } catch (Frame.UnknownKindException e) {
            logOnce(e);
            return null;
        } catch (Frame.MalformedFrameException e) {
            LOG.error("A frame in Redis is damaged; it counts as not published", e);
            return null;
        }
    }

    /** The newer of a live frame and one of an overlay; of equal versions, the overlay's. Not those that cannot be read. */
    public static byte @Nullable [] newest(byte @Nullable [] live, byte @Nullable [] overlay) {
        Frame.Stamp of = overlay == null ? null : stamp(overlay);
        if (of == null) {
            return live;
        }
        Frame.Stamp now = live == null ? null : stamp(live);
        return now != null && now.version() > of.version() ? live : overlay;
    }

    private static void logOnce(Frame.UnknownKindException e) {
        if (!IS_LOGGED.getAndSet(true)) {
            LOG.warn(
                    "Redis has frames of a later version, which count as not published until this edge is upgraded: {}",
                    e.getMessage());
        }
    }
}

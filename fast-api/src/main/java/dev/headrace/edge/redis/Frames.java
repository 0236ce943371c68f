package dev.headrace.edge.redis;

import dev.headrace.model.Frame;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames without client tracking, on its own connection: reading all documents must neither delay other reads nor fill
 * Redis' memory of which keys were asked for.
 */
public final class Frames implements AutoCloseable {

    private final RedisLink<byte[]> link;

    Frames(String name, RedisClient client, RedisURI uri, ScheduledExecutorService timer) {
        link = new RedisLink<>(name, client, uri, RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), timer,
                Runnable::run, new NoOpOwner<>());
        link.open();
        link.watch();
    }

    /** The frame of a document; null if there is none that this version can read. */
    public CompletableFuture<@Nullable Frame> document(String key) {
        return link.send(commands -> commands.get(key)).thenApply(Frames::documentOrNull);
    }

    private static @Nullable Frame documentOrNull(byte @Nullable [] bytes) {
        Frame frame = StoredFrame.readable(bytes);
        return frame != null && frame.kind() == Frame.Kind.DOCUMENT ? frame : null;
    }

    /** Like {@link #document}, of the newer of the frame and a field of an overlay. */
    public CompletableFuture<@Nullable Frame> document(String key, String overlayKey, String field) {
        // The overlay's first: it is deleted after its frames have become live.
        return link.send(commands -> commands.hget(overlayKey, field))
                .thenCombine(link.send(commands -> commands.get(key)),
                        (over, live) -> StoredFrame.newest(live, over))
                .thenApply(Frames::documentOrNull);
    }

    /** Kind and version of a frame; null if there is none that this version can read. */
    public CompletableFuture<Frame.@Nullable Stamp> stamp(String key) {
        return link.send(commands -> commands.getrange(key, 0, Frame.Stamp.LENGTH - 1)).thenApply(StoredFrame::stamp);
    }

    /** Like {@link #stamp}, of the newer of the frame and a field of an overlay. */
    public CompletableFuture<Frame.@Nullable Stamp> stamp(String key, String overlayKey, String field) {
        return link.send(commands -> commands.hget(overlayKey, field))
                .thenCombine(link.send(commands -> commands.getrange(key, 0, Frame.Stamp.LENGTH - 1)),
                        (over, live) -> StoredFrame.newest(live.length == 0 ? null : live, over))
                .thenApply(newest -> newest == null ? null : StoredFrame.stamp(newest));
    }

    /** Sends all commands that are issued by a task in one batch. */
    public void batch(Runnable commands) {
        link.batch(commands);
    }

    @Override
    public void close() {
        link.close();
    }
}

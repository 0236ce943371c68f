package dev.headrace.edge.redis;

import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a hash in portions. Concurrent changes may or may not be included. */
final class HashScan {

    private static final int COUNT = 1_000;

    private HashScan() {}

    /** @param pattern glob pattern that the fields must match; null: all */
    static CompletableFuture<Map<String, byte[]>> all(RedisLink<byte[]> link, String key, @Nullable String pattern) {
        ScanArgs arguments = new ScanArgs().limit(COUNT);
        if (pattern != null) {
            arguments.match(pattern);
        }
        return next(link, key, ScanCursor.INITIAL, arguments, new HashMap<>());
    }

    private static CompletableFuture<Map<String, byte[]>> next(RedisLink<byte[]> link, String key, ScanCursor cursor,
            ScanArgs arguments, Map<String, byte[]> found) {
        return link.<MapScanCursor<String, byte[]>>send(commands -> commands.hscan(key, cursor, arguments))
                .thenCompose(page -> {
                    found.putAll(page.getMap());
                    return page.isFinished()
                            ? CompletableFuture.completedFuture(found)
                            : next(link, key, page, arguments, found);
                });
    }
}

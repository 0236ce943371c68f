package dev.headrace.edge.redirects;

import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.redis.StoredFrame;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedRedirects;
import dev.headrace.model.PublishedRedirects.Item;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All redirects by path, as the core has published them. */
final class RedirectTable implements Cached {

    private static final int ITEM_OVERHEAD = 200;

    private final NavigableMap<String, Item> byPath = new TreeMap<>();
    private final int weight;

    private RedirectTable(PublishedRedirects redirects, int bytes) {
        redirects.items().forEach(item -> byPath.put(item.path(), item));
        weight = bytes + byPath.size() * ITEM_OVERHEAD;
    }

    /**
     * Reads a table.
     *
     * @param bytes a frame as Redis holds it; null for an empty table
     */
    static RedirectTable of(byte @Nullable [] bytes) {
        Frame frame = StoredFrame.decode(bytes);
        return frame == null
                ? new RedirectTable(new PublishedRedirects(List.of()), 0)
                : new RedirectTable(PublishedRedirects.parse(new String(frame.body(), StandardCharsets.UTF_8)),
                        frame.body().length);
    }

    /** The redirect of a path, whose characters outside ASCII may be encoded or not; null if there is none. */
    @Nullable
    Item find(String path) {
        Item exact = byPath.get(path);
        return exact == null ? byPath.get(encoded(path)) : exact;
    }

    private static String encoded(String path) {
        try {
            return new URI(path).toASCIIString();
        } catch (URISyntaxException e) {
            return path;
        }
    }

    /** @param path null for the first ones */
    Collection<Item> after(@Nullable String path) {
        return path == null ? byPath.values() : byPath.tailMap(path, false).values();
    }

    @Override
    public int weight() {
        return weight;
    }
}

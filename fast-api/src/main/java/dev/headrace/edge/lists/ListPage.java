package dev.headrace.edge.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.tallies.Tally;
import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page
 * @param quotedEtag with its quotes
 * @param stale whether it contains a document cached before Redis became unavailable
 */
record ListPage(List<Document> documents, long total, @Nullable String next, KeptBody body, String quotedEtag,
        boolean stale) implements Cached {

    private static final byte[] OPENING = "{\"items\":[".getBytes(UTF_8);

    /** @param grown called when the page's weight has changed */
    static ListPage of(List<Document> documents, long total, @Nullable String next, boolean stale, Runnable grown) {
        List<ByteBuffer[]> items = documents.stream().map(document -> new ByteBuffer[]{document.body().plain()})
                .toList();
        byte[] body = body(items, total, next);
        return new ListPage(documents, total, next, new KeptBody(body, grown),
                "\"" + Sha256.tag(ByteBuffer.wrap(body)) + "\"", stale);
    }

    /** When the first of its documents changes as scheduled, in seconds since 1970; 0 if none does. */
    long nextChange() {
        return documents.stream().mapToLong(Document::nextChange).filter(change -> change > 0).min().orElse(0);
    }

    /** The page's body with tallies in its documents, in the order of the documents. */
    ByteBuffer bodyWith(List<Tally> tallies) {
        List<ByteBuffer[]> items = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            items.add(tallies.get(i).spliceInto(documents.get(i).body().plain()));
        }
        return ByteBuffer.wrap(body(items, total, next));
    }

    private static byte[] body(List<ByteBuffer[]> items, long total, @Nullable String next) {
        byte[] closing = ("],\"total\":" + total + ",\"next\":" + (next == null ? "null" : "\"" + next + "\"") + "}")
                .getBytes(UTF_8);
        int length = OPENING.length + closing.length + Math.max(0, items.size() - 1);
        for (ByteBuffer[] item : items) {
            for (ByteBuffer part : item) {
                length += part.remaining();
            }
        }
        byte[] octets = new byte[length];
        ByteBuffer body = ByteBuffer.wrap(octets).put(OPENING);
        boolean first = true;
        for (ByteBuffer[] item : items) {
            if (!first) {
                body.put((byte) ',');
            }
            first = false;
            for (ByteBuffer part : item) {
                body.put(part.duplicate());
            }
        }
        body.put(closing);
        return octets;
    }

    @Override
    public int weight() {
        // Includes the documents, which may not be cached on their own.
        return body.plain().remaining() + body.size();
    }
}

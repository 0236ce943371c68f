package dev.headrace.edge.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.body.KeptBody;
import dev.headrace.edge.cache.Cached;
import dev.headrace.edge.documents.Published.Document;
import dev.headrace.edge.index.SearchHits.Count;
import dev.headrace.edge.index.SearchHits.Hit;
import dev.headrace.edge.tallies.Tally;
import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of the results of a search.
 *
 * @param closing the end of the body, after the items
 * @param next the cursor of the next page
 * @param quotedEtag with its quotes
 * @param stale whether it contains a document cached before Redis became unavailable
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or modified
record SearchPage(List<Item> items, byte[] closing, @Nullable String next, KeptBody body, String quotedEtag,
        boolean stale) implements Cached {

    private static final byte[] OPENING = "{\"items\":[".getBytes(UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A document that was found.
     *
     * @param head the beginning of its JSON object: what is not part of the document
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or modified
    record Item(Document document, byte[] head) {

        static Item of(Hit hit, Document document) {
            return new Item(document, ("{\"score\":" + hit.score() + ",\"highlights\":"
                    + JSON.writeValueAsString(hit.highlights()) + ",").getBytes(UTF_8));
        }
    }

    /** @param grown called when the page's weight has changed */
    static SearchPage of(List<Item> items, int total, Map<String, List<Count>> facets, @Nullable String next,
            boolean stale, Runnable grown) {
        byte[] closing = ("],\"total\":" + total + ",\"facets\":" + JSON.writeValueAsString(facets) + ",\"next\":"
                + JSON.writeValueAsString(next) + "}").getBytes(UTF_8);
        byte[] body = body(items, closing,
                items.stream().map(item -> new ByteBuffer[]{item.document.body().plain()}).toList());
        return new SearchPage(items, closing, next, new KeptBody(body, grown),
                "\"" + Sha256.tag(ByteBuffer.wrap(body)) + "\"", stale);
    }

    /** When the first of its documents changes as scheduled, in seconds since 1970; 0 if none does. */
    long nextChange() {
        return items.stream().mapToLong(item -> item.document.nextChange()).filter(change -> change > 0).min()
                .orElse(0);
    }

    /** The page's body with tallies in its documents, in the order of the documents. */
    ByteBuffer bodyWith(List<Tally> tallies) {
        List<ByteBuffer[]> documents = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            documents.add(tallies.get(i).spliceInto(items.get(i).document.body().plain()));
        }
        return ByteBuffer.wrap(body(items, closing, documents));
    }

    private static byte[] body(List<Item> items, byte[] closing, List<ByteBuffer[]> documents) {
        // A comma less than items, each of which takes the place of a brace.
        int length = OPENING.length + closing.length - Math.min(1, items.size());
        for (int i = 0; i < items.size(); i++) {
            length += items.get(i).head.length;
            for (ByteBuffer part : documents.get(i)) {
                length += part.remaining();
            }
        }
        byte[] octets = new byte[length];
        ByteBuffer body = ByteBuffer.wrap(octets).put(OPENING);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.put((byte) ',');
            }
            put(body, items.get(i).head, documents.get(i));
        }
        body.put(closing);
        return octets;
    }

    /** The head takes the place of the document's opening brace. */
    private static void put(ByteBuffer body, byte[] head, ByteBuffer[] document) {
        body.put(head);
        for (int i = 0; i < document.length; i++) {
            ByteBuffer part = document[i].duplicate();
            body.put(i == 0 ? part.position(part.position() + 1) : part);
        }
    }

    @Override
    public int weight() {
        // Includes the documents, which may not be cached on their own.
        return body.plain().remaining() + body.size();
    }
}

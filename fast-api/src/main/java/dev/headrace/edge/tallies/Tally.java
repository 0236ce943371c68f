package dev.headrace.edge.tallies;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A document's tallies as delivered to clients.
 *
 * @param json an object
 * @param etag the object's ETag, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared or modified
public record Tally(byte[] json, String etag) {

    private static final byte[] SPLICE = ",\"_stats\":".getBytes(UTF_8);

    /**
     * The ETag of a page of documents with their tallies, with its quotes.
     *
     * @param page the ETag of the page without tallies
     */
    public static String etag(String page, List<Tally> tallies) {
        String tags = page + tallies.stream().map(Tally::etag).collect(Collectors.joining());
        return "\"" + Sha256.tag(ByteBuffer.wrap(tags.getBytes(US_ASCII))) + "\"";
    }

    /** Appends the tallies to a document as its last property. */
    public ByteBuffer[] spliceInto(ByteBuffer document) {
        ByteBuffer opened = document.duplicate();
        opened.limit(opened.limit() - 1);
        ByteBuffer tail = ByteBuffer.allocate(SPLICE.length + json.length + 1).put(SPLICE).put(json).put((byte) '}');
        return new ByteBuffer[]{opened, tail.flip()};
    }
}

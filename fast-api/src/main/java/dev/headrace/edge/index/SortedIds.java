package dev.headrace.edge.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The ids of an index in their order, from the dictionary of terms: no search has to sort or skip documents. */
final class SortedIds {

    private SortedIds() {}

    /** @param after only ids after this one; null: all */
    static List<UUID> of(IndexReader reader, @Nullable UUID after, int limit) throws IOException {
        List<UUID> ids = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader, IndexedRecord.ID);
        if (terms == null) {
            return ids;
        }
        TermsEnum each = terms.iterator();
        Bits live = MultiBits.getLiveDocs(reader);
        PostingsEnum postings = null;
        BytesRef id = after == null ? each.next() : seek(each, IndexedRecord.idBytes(after));
        while (id != null && ids.size() < limit) {
            postings = each.postings(postings, PostingsEnum.NONE);
            if (isLive(postings, live)) {
                ByteBuffer bytes = ByteBuffer.wrap(id.bytes, id.offset, id.length);
                ids.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
            id = each.next();
        }
        return ids;
    }

    private static @Nullable BytesRef seek(TermsEnum terms, BytesRef after) throws IOException {
        SeekStatus found = terms.seekCeil(after);
        return switch (found) {
            case END -> null;
            case FOUND -> terms.next();
            case NOT_FOUND -> terms.term();
        };
    }

    private static boolean isLive(PostingsEnum postings, @Nullable Bits live) throws IOException {
        for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
            if (live == null || live.get(doc)) {
                return true;
            }
        }
        return false;
    }
}

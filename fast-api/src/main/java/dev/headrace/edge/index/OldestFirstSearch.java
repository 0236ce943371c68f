package dev.headrace.edge.index;

import java.io.IOException;
import java.util.Comparator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * A search in the reverse order of the index, whose first hits are the last documents of each segment. A full search could
 * not stop early, so only documents published up to a bound are searched, and the bound is raised until there are enough
 * hits.
 */
final class OldestFirstSearch {

    /** Searches documents published up to a time, inclusive. */
    @FunctionalInterface
    interface Search {
        ScoreDoc[] upTo(long publishedAt) throws IOException;
    }

    private static final int GROWTH = 8;

    private final IndexSearcher searcher;
    private final Search search;

    OldestFirstSearch(IndexSearcher searcher, Search search) {
        this.searcher = searcher;
        this.search = search;
    }

    /**
     * The first hits.
     *
     * @param wanted maximum number of hits
     * @param total number of hits without a bound
     * @param after publication time to start from; null for the oldest document
     */
    ScoreDoc[] first(int wanted, int total, @Nullable Long after) throws IOException {
        LeafReaderContext largest = searcher.getIndexReader().leaves().stream()
                .max(Comparator.comparingInt(leaf -> leaf.reader().maxDoc())).orElseThrow();
        int documents = largest.reader().maxDoc();
        int position = after == null ? 0 : olderThan(largest, after);
        // Number of documents expected to contain the hits if they are evenly distributed.
        long window = 1 + 2L * wanted * documents / Math.max(1, total);
        while (position + window < documents) {
            ScoreDoc[] found = search.upTo(value(largest, (int) (documents - 1 - position - window)));
            if (found.length >= wanted) {
                return found;
            }
            window *= GROWTH;
        }
        return search.upTo(Long.MAX_VALUE);
    }

    /** Number of older documents in a segment, by binary search. */
    private static int olderThan(LeafReaderContext leaf, long publishedAt) throws IOException {
        int low = 0;
        int high = leaf.reader().maxDoc();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value(leaf, middle) < publishedAt) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return leaf.reader().maxDoc() - low;
    }

    private static long value(LeafReaderContext leaf, int document) throws IOException {
        NumericDocValues values = leaf.reader().getNumericDocValues(IndexedRecord.PUBLISHED_AT);
        if (!values.advanceExact(document)) {
            throw new IOException("a document of the index has no publication time");
        }
        return values.longValue();
    }
}

package dev.headrace.edge.index;

import java.io.IOException;
import java.util.Comparator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.jspecify.annotations.Nullable;

/**
 * A search in the opposite order of the index, whose first hits are the last documents of each segment. A search through
 * everything would find better ones until its end. So only what was published up to a bound is searched, which is moved
 * until there are enough hits.
 */
final class OldestFirstSearch {

    /** Searches what was published up to a moment, that moment included. */
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
     * @param wanted how many
     * @param total how many there are without a bound
     * @param after where they begin; null: at the oldest document
     */
    ScoreDoc[] first(int wanted, int total, @Nullable Long after) throws IOException {
        LeafReaderContext largest = searcher.getIndexReader().leaves().stream()
                .max(Comparator.comparingInt(leaf -> leaf.reader().maxDoc())).orElseThrow();
        int documents = largest.reader().maxDoc();
        int position = after == null ? 0 : olderThan(largest, after);
        // As many of the segment's documents as may hold the hits if they are spread evenly.
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

    /** How many documents of a segment are older, by binary search. */
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
            throw new IOException("a document of the index has no time of publication");
        }
        return values.longValue();
    }
}

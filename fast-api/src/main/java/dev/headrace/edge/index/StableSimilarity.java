package dev.headrace.edge.index;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 without statistics of the index: the score of a document depends only on the document and the query. So scores are
 * the same on all edges and after other documents have changed, and cursors stay valid. Words need no weights by their
 * frequency, because documents must have all of them.
 */
final class StableSimilarity extends BM25Similarity {

    private static final float TITLE_WORDS = 8;
    private static final float TEXT_WORDS = 300;

    @Override
    protected float idf(long docFreq, long docCount) {
        return 1;
    }

    /** The number of words from which on a text counts as long. */
    @Override
    protected float avgFieldLength(CollectionStatistics statistics) {
        return statistics.field().equals(IndexedRecord.TITLE) ? TITLE_WORDS : TEXT_WORDS;
    }
}

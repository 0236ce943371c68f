package dev.headrace.edge.index;

import dev.headrace.model.IndexRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The index of one type in one locale, with one schema. Changes become visible to searches with {@link #refresh}. One thread
 * at a time may make changes; searches may run on any thread.
 */
final class Shard implements Closeable {

    /** An operation on a searcher. */
    @FunctionalInterface
    interface Search<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    /** Large segments need few merges, which took a tenth of the CPU time of building an index of 1,000,000 documents. */
    private static final double BUFFER_MEGABYTES = 48;

    /** Sorted searches can stop early between segments but not within one: at 1,000,000 documents, 14 ms became 1 ms. */
    private static final double MAX_SEGMENT_MEGABYTES = 32;

    static final Similarity SIMILARITY = new StableSimilarity();

    private final IndexKey key;
    private final Schema schema;
    private final Path folder;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private boolean changed;
    private boolean isEmpty;
    private volatile boolean isComplete;

    private Shard(IndexKey key, Schema schema, Path folder, Directory directory, IndexWriter writer)
            throws IOException {
        this.key = key;
        this.schema = schema;
        this.folder = folder;
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new UncachedSearcherFactory());
        this.isEmpty = writer.getDocStats().maxDoc == 0;
    }

    /** Pages are cached; Lucene's query cache would not be bounded by our settings. */
    private static final class UncachedSearcherFactory extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(org.apache.lucene.index.IndexReader reader,
                org.apache.lucene.index.@Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    /**
     * Opens a committed index.
     *
     * @throws IOException if it is missing or cannot be read by this version
     */
    static Shard open(IndexKey key, Schema schema, Path folder, Merges merges) throws IOException {
        return open(key, schema, folder, merges, OpenMode.APPEND);
    }

    /** Creates an empty index. */
    static Shard create(IndexKey key, Schema schema, Path folder, Merges merges) throws IOException {
        return open(key, schema, folder, merges, OpenMode.CREATE);
    }

    private static Shard open(IndexKey key, Schema schema, Path folder, Merges merges, OpenMode mode)
            throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig(TextAnalyzer.ofDocuments(key.locale()))
                    .setOpenMode(mode).setSimilarity(SIMILARITY)
                    .setIndexSort(IndexedRecord.NEWEST_FIRST)
                    .setRAMBufferSizeMB(BUFFER_MEGABYTES).setMergeScheduler(merges.scheduler())
                    .setMergePolicy(new TieredMergePolicy().setMaxMergedSegmentMB(MAX_SEGMENT_MEGABYTES))
                    .setMaxFullFlushMergeWaitMillis(0).setCommitOnClose(false));
            return new Shard(key, schema, folder, directory, writer);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer, directory);
            throw e;
        }
    }

    IndexKey key() {
        return key;
    }

    Schema schema() {
        return schema;
    }

    Path folder() {
        return folder;
    }

    /**
     * Whether all of its records are or were rendered for its schema. A later model may have other fields, but does not
     * change the values of these.
     */
    boolean isComplete() {
        return isComplete;
    }

    void setComplete() {
        isComplete = true;
    }

    /** Checks whether it is complete; call only after all records have been written. */
    boolean checkComplete() throws IOException {
        isComplete |= hasNoOutdated();
        return isComplete;
    }

    /** Rechecks completeness when a model is adopted again, because records may have been rendered for another one. */
    void recheckComplete() throws IOException {
        isComplete = hasNoOutdated();
    }

    private boolean hasNoOutdated() throws IOException {
        refresh();
        return search(searcher -> searcher.count(new TermQuery(IndexedRecord.OUTDATED_TERM))) == 0;
    }

    /** Adds a document that is not in the index yet. */
    void add(UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        writer.addDocument(IndexedRecord.document(id, entry, version, schema));
        changed = true;
        isEmpty = false;
    }

    /** Whether it was empty when opened and has not been written to since. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Adds or replaces a document. */
    void put(UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        writer.updateDocument(IndexedRecord.idTerm(id), IndexedRecord.document(id, entry, version, schema));
        changed = true;
        isEmpty = false;
    }

    void remove(UUID id) throws IOException {
        writer.deleteDocuments(IndexedRecord.idTerm(id));
        changed = true;
    }

    /** Makes the changes so far visible. */
    void refresh() throws IOException {
        if (changed) {
            searchers.maybeRefreshBlocking();
            changed = false;
        }
    }

    <T> T search(Search<T> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.run(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** The visible version of a document; null if absent. */
    @Nullable
    RecordVersion version(UUID id) throws IOException {
        return search(searcher -> versions(searcher, IndexedRecord.idTerm(id))).get(id);
    }

    /** The visible versions of a partition's documents. */
    Map<UUID, RecordVersion> versions(int partition) throws IOException {
        return search(searcher -> versions(searcher, IndexedRecord.partitionTerm(partition)));
    }

    /**
     * Ids of the visible documents, in the order of their bytes.
     *
     * @param after only ids after this one; null: all
     */
    List<UUID> ids(@Nullable UUID after, int limit) throws IOException {
        return search(searcher -> SortedIds.of(searcher.getIndexReader(), after, limit));
    }

    private static Map<UUID, RecordVersion> versions(IndexSearcher searcher, Term term) throws IOException {
        Map<UUID, RecordVersion> versions = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
            if (postings == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            NumericDocValues high = leaf.reader().getNumericDocValues(IndexedRecord.ID_HIGH);
            NumericDocValues low = leaf.reader().getNumericDocValues(IndexedRecord.ID_LOW);
            NumericDocValues version = leaf.reader().getNumericDocValues(IndexedRecord.VERSION);
            NumericDocValues etag = leaf.reader().getNumericDocValues(IndexedRecord.ETAG);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (live == null || live.get(doc)) {
                    versions.put(new UUID(value(high, doc), value(low, doc)),
                            new RecordVersion(value(version, doc), value(etag, doc)));
                }
            }
        }
        return versions;
    }

    private static long value(NumericDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IOException("a document of the index has no " + values);
        }
        return values.longValue();
    }

    /** Number of documents. */
    int size() {
        try {
            return search(searcher -> searcher.getIndexReader().numDocs());
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Memory used by changes that are not flushed to disk. */
    long bufferedBytes() {
        return writer.ramBytesUsed();
    }

    void flush() throws IOException {
        writer.flush();
    }

    /** Commits all changes so far. */
    void commit() throws IOException {
        writer.commit();
    }

    /** Discards uncommitted changes. */
    @Override
    public void close() throws IOException {
        try {
            searchers.close();
        } finally {
            writer.rollback();
            directory.close();
        }
    }
}

package dev.headrace.edge.index;

import dev.headrace.model.IndexRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The index of one type's documents in one locale, under one schema. Changes become visible to searches by
 * {@link #refresh}; they are made by one thread at a time, and searches run on any.
 */
final class Shard implements Closeable {

    /** Something that is done with a searcher. */
    @FunctionalInterface
    interface Search<T> {
        T run(IndexSearcher searcher) throws IOException;
    }

    private static final double BUFFER_MEGABYTES = 16;

    /** Sorting stops early from one segment to the next, but late within one: at 1,000,000 documents 14 ms became 1 ms. */
    private static final double MAX_SEGMENT_MEGABYTES = 32;

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
        this.searchers = new SearcherManager(writer, new WithoutCache());
        this.isEmpty = writer.getDocStats().maxDoc == 0;
    }

    /** Searches are cached as pages; the library's own cache of parts of queries would be unbounded by our settings. */
    private static final class WithoutCache extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(org.apache.lucene.index.IndexReader reader,
                org.apache.lucene.index.@Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }

    /**
     * Opens an index that was committed.
     *
     * @throws IOException if it is not there, or cannot be read, or not by this version
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
            writer = new IndexWriter(directory, new IndexWriterConfig().setOpenMode(mode)
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
     * Whether all of its records were made for its schema, or once were: a later model may have other fields, but it leaves
     * alone what these fields say.
     */
    boolean isComplete() {
        return isComplete;
    }

    /** It is known to be complete. */
    void setComplete() {
        isComplete = true;
    }

    /** Finds out whether it has become complete; answers whether it is. Not before all records have been written to it. */
    boolean completes() throws IOException {
        isComplete |= hasNoOutdated();
        return isComplete;
    }

    /** The same when it is to serve a model again after another one, for which records may have been made meanwhile. */
    void checkAgain() throws IOException {
        isComplete = hasNoOutdated();
    }

    private boolean hasNoOutdated() throws IOException {
        refresh();
        return search(searcher -> searcher.count(new TermQuery(IndexedRecord.OUTDATED_TERM))) == 0;
    }

    /** Adds a document that is not there yet. */
    void add(UUID id, IndexRecord entry, RecordVersion version) throws IOException {
        writer.addDocument(IndexedRecord.document(id, entry, version, schema));
        changed = true;
        isEmpty = false;
    }

    /** Whether nothing has ever been written to it since it was opened, and nothing was there then. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Adds a document, or replaces it. */
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

    /** What is visible of one document; null if nothing is. */
    @Nullable
    RecordVersion version(UUID id) throws IOException {
        return search(searcher -> versions(searcher, IndexedRecord.idTerm(id))).get(id);
    }

    /** What is visible of a partition's documents. */
    Map<UUID, RecordVersion> versions(int partition) throws IOException {
        return search(searcher -> versions(searcher, IndexedRecord.partitionTerm(partition)));
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

    /** How many documents there are. */
    int size() {
        try {
            return search(searcher -> searcher.getIndexReader().numDocs());
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Memory that changes take until they are written to disk. */
    long bufferedBytes() {
        return writer.ramBytesUsed();
    }

    void flush() throws IOException {
        writer.flush();
    }

    /** Makes all changes so far durable. */
    void commit() throws IOException {
        writer.commit();
    }

    /** Forgets what was not committed. */
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

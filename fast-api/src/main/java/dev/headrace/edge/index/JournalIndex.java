package dev.headrace.edge.index;

import dev.headrace.edge.follow.Change;
import dev.headrace.edge.follow.Position;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.EntryId;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.StreamPosition;
import dev.headrace.model.Target;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** The Lucene index of a {@link Journal}: one entry for each document and locale, sorted by number. */
final class JournalIndex implements Closeable {

    private static final String KEY = "_key";
    private static final String NUMBER = "_number";
    private static final String MILLIS = "_millis";
    private static final String SEQUENCE = "_sequence";
    private static final String TYPE = "_type";
    private static final String LOCALE = "_locale";
    private static final Sort OLDEST_FIRST = new Sort(new SortField(NUMBER, SortField.Type.LONG));
    private static final Sort NEWEST_FIRST = new Sort(new SortField(NUMBER, SortField.Type.LONG, true));
    private static final double BUFFER_MEGABYTES = 8;
    private static final long SEARCH_RANGE = 1_000;
    private static final long SEARCH_GROWTH = 10;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private JournalIndex(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /** @throws IOException if it must exist but does not, or cannot be read by this version */
    static JournalIndex open(Path folder, OpenMode mode, Merges merges) throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig().setOpenMode(mode).setIndexSort(OLDEST_FIRST)
                    .setRAMBufferSizeMB(BUFFER_MEGABYTES).setMergeScheduler(merges.scheduler())
                    .setMaxFullFlushMergeWaitMillis(0).setCommitOnClose(false));
            return new JournalIndex(directory, writer);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer, directory);
            throw e;
        }
    }

    /** Replaces the entry of a document. Changes whose id is not well-formed are omitted: no document can have it. */
    void put(Change change) throws IOException {
        DocumentChange changed = change.document();
        if (!EntryId.isId(changed.target().id())) {
            return;
        }
        UUID id = UUID.fromString(changed.target().id());
        StreamPosition entry = StreamPosition.parse(change.position().entry());
        String key = new IndexRecord.Field(changed.target(), changed.locale()).format();
        Document document = new Document();
        document.add(new StringField(KEY, key, Field.Store.NO));
        addLong(document, NUMBER, change.position().number());
        addLong(document, MILLIS, entry.millis());
        document.add(new NumericDocValuesField(SEQUENCE, entry.sequence()));
        addText(document, TYPE, changed.target().type());
        addText(document, LOCALE, changed.locale());
        document.add(new NumericDocValuesField(IndexedRecord.ID_HIGH, id.getMostSignificantBits()));
        document.add(new NumericDocValuesField(IndexedRecord.ID_LOW, id.getLeastSignificantBits()));
        writer.updateDocument(new Term(KEY, key), document);
    }

    private static void addLong(Document document, String name, long value) {
        document.add(new LongPoint(name, value));
        document.add(new NumericDocValuesField(name, value));
    }

    private static void addText(Document document, String name, String value) {
        document.add(new StringField(name, value, Field.Store.NO));
        document.add(new SortedDocValuesField(name, new BytesRef(value)));
    }

    /** Makes the changes so far visible. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** @param epoch of the positions */
    List<Change> search(JournalQuery request, String epoch) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder().add(between(request.after() + 1, request.upTo()),
                Occur.FILTER);
        if (request.locale() != null) {
            query.add(new TermQuery(new Term(LOCALE, request.locale())), Occur.FILTER);
        }
        if (!request.types().isEmpty()) {
            query.add(new TermInSetQuery(TYPE, request.types().stream().map(BytesRef::new).toList()), Occur.FILTER);
        }
        return search(query.build(), OLDEST_FIRST, request.limit(), epoch);
    }

    /** The newest entry up to a number; null if there is none. */
    @Nullable
    Change newestUpTo(long number, String epoch) throws IOException {
        // The index is sorted the other way, and so all entries of the range are compared.
        for (long range = SEARCH_RANGE;; range *= SEARCH_GROWTH) {
            long from = Math.max(0, number - range);
            List<Change> newest = search(between(from, number), NEWEST_FIRST, 1, epoch);
            if (from == 0 || !newest.isEmpty()) {
                return newest.isEmpty() ? null : newest.getFirst();
            }
        }
    }

    /** The newest entry from before a time of Redis' clock; null if there is none. */
    @Nullable
    Change newestBefore(long millis, String epoch) throws IOException {
        List<Change> newest = search(LongPoint.newRangeQuery(MILLIS, 0, millis - 1), NEWEST_FIRST, 1, epoch);
        return newest.isEmpty() ? null : newest.getFirst();
    }

    void deleteUpTo(long number) throws IOException {
        writer.deleteDocuments(LongPoint.newRangeQuery(NUMBER, 0, number));
    }

    /** Uses binary search, because the index is sorted by number. */
    private static Query between(long from, long to) {
        return new IndexSortSortedNumericDocValuesRangeQuery(NUMBER, from, to,
                LongPoint.newRangeQuery(NUMBER, from, to));
    }

    private List<Change> search(Query query, Sort sort, int limit, String epoch) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            ScoreDoc[] hits = searcher.search(query, new TopFieldCollectorManager(sort, limit, null, limit)).scoreDocs;
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            List<Change> changes = new ArrayList<>(hits.length);
            for (ScoreDoc hit : hits) {
                LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
                changes.add(change(leaf.reader(), hit.doc - leaf.docBase, epoch));
            }
            return changes;
        } finally {
            searchers.release(searcher);
        }
    }

    private static Change change(LeafReader reader, int document, String epoch) throws IOException {
        UUID id = new UUID(number(reader, IndexedRecord.ID_HIGH, document),
                number(reader, IndexedRecord.ID_LOW, document));
        StreamPosition entry = new StreamPosition(number(reader, MILLIS, document), number(reader, SEQUENCE, document));
        return new Change(new Position(epoch, entry.format(), number(reader, NUMBER, document)),
                new DocumentChange(new Target(text(reader, TYPE, document), id.toString()),
                        text(reader, LOCALE, document)));
    }

    private static long number(LeafReader reader, String field, int document) throws IOException {
        NumericDocValues values = DocValues.getNumeric(reader, field);
        if (!values.advanceExact(document)) {
            throw new IOException("an entry of the journal has no " + field);
        }
        return values.longValue();
    }

    private static String text(LeafReader reader, String field, int document) throws IOException {
        SortedDocValues values = DocValues.getSorted(reader, field);
        if (!values.advanceExact(document)) {
            throw new IOException("an entry of the journal has no " + field);
        }
        return values.lookupOrd(values.ordValue()).utf8ToString();
    }

    /** Commits the changes so far, and texts about them. */
    void commit(Map<String, String> about) throws IOException {
        writer.setLiveCommitData(about.entrySet());
        writer.commit();
    }

    /** The texts of the last commit. */
    Map<String, String> committed() {
        Map<String, String> about = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(each -> about.put(each.getKey(), each.getValue()));
        }
        return about;
    }

    /** Number of entries. */
    int size() {
        return writer.getDocStats().numDocs;
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

package dev.headrace.edge.index;

import dev.headrace.edge.index.SearchHits.Hit;
import dev.headrace.model.PublishedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.jspecify.annotations.Nullable;

/** Searches the indexes of several types for one page of documents, in one ranking. */
final class TextSearch {

    /** Of the results: later publications first among documents with the same score. */
    private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE,
            new SortField(IndexedRecord.PUBLISHED_AT, SortField.Type.LONG, true),
            new SortField(IndexedRecord.ID_HIGH, SortField.Type.LONG, true),
            new SortField(IndexedRecord.ID_LOW, SortField.Type.LONG, true));

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SearchQuery request;
    private final QueryWords words;
    private final List<Shard> shards;

    /**
     * @param words of the query's text
     * @param shards the indexes of the query's types, in the same order
     */
    TextSearch(SearchQuery request, QueryWords words, List<Shard> shards) {
        this.request = request;
        this.words = words;
        this.shards = shards;
    }

    /** Whether the indexes have the texts of all documents, and cover the fields of the request. */
    boolean isAnswerable() {
        for (int i = 0; i < shards.size(); i++) {
            Shard shard = shards.get(i);
            Schema.Searched search = shard.schema().search();
            if (search == null || !shard.isComplete()
                    || !new IndexSearch(request.types().get(i), shard.schema()).isAnswerable(true)) {
                return false;
            }
        }
        return request.facets().stream().allMatch(facet -> shards.stream().anyMatch(shard -> hasFacet(shard, facet)));
    }

    private static boolean hasFacet(Shard shard, String facet) {
        return shard.schema().search() != null && shard.schema().search().facets().contains(facet);
    }

    /** @throws TimedOutException if it takes too long */
    SearchHits run() throws IOException {
        return withReaders(new ArrayList<>());
    }

    private SearchHits withReaders(List<IndexReader> open) throws IOException {
        if (open.size() < shards.size()) {
            return shards.get(open.size()).search(searcher -> {
                open.add(searcher.getIndexReader());
                return withReaders(open);
            });
        }
        if (open.size() == 1) {
            return search(open, open.getFirst());
        }
        try (MultiReader all = new MultiReader(open.toArray(IndexReader[]::new), false)) {
            return search(open, all);
        }
    }

    private SearchHits search(List<IndexReader> readers, IndexReader all) throws IOException {
        IndexSearcher searcher = new IndexSearcher(all);
        searcher.setQueryCache(null);
        searcher.setSimilarity(Shard.SIMILARITY);
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        searcher.setTimeout(() -> System.nanoTime() > deadline);
        FacetCounts facets = new FacetCounts(request.facets());
        Query text = text(all);
        if (text instanceof MatchNoDocsQuery) {
            return new SearchHits(List.of(), 0, facets.mostFrequent(), null);
        }
        TopFieldDocs found = searcher.search(restricted(text), new FirstAndFacets(new TopFieldCollectorManager(
                BEST_FIRST, request.limit() + 1, after(), Integer.MAX_VALUE), facets));
        if (searcher.timedOut()) {
            throw new TimedOutException();
        }
        return hits(searcher, readers, text, found, facets);
    }

    /** Collects in one pass, on one thread. */
    private static final class FirstAndFacets implements CollectorManager<Collector, TopFieldDocs> {

        private final TopFieldCollectorManager first;
        private final FacetCounts facets;
        private final List<TopFieldCollector> collectors = new ArrayList<>(1);

        FirstAndFacets(TopFieldCollectorManager first, FacetCounts facets) {
            this.first = first;
            this.facets = facets;
        }

        @Override
        public Collector newCollector() {
            collectors.add(first.newCollector());
            return MultiCollector.wrap(collectors.getLast(), facets);
        }

        @Override
        public TopFieldDocs reduce(Collection<Collector> collected) throws IOException {
            return first.reduce(collectors);
        }
    }

    private Query text(IndexReader reader) throws IOException {
        return request.text().isBlank()
                ? new BoostQuery(MatchAllDocsQuery.INSTANCE, 0)
                : new TextQuery(reader).of(words);
    }

    /** The documents that meet the conditions; the conditions have no influence on scores. */
    private Query restricted(Query text) {
        Schema common = new Schema(Map.of(), commonSorts(), PublishedModel.UNKNOWN_LISTS, null);
        Query conditions = new IndexSearch(request.types().getFirst(), common).query();
        BooleanQuery.Builder restricted = new BooleanQuery.Builder().add(text, Occur.MUST).add(IndexSearch.WITHDRAWN,
                Occur.MUST_NOT);
        if (!(conditions instanceof MatchAllDocsQuery)) {
            restricted.add(conditions, Occur.FILTER);
        }
        return restricted.build();
    }

    /** Ranges of fields that are sortable in some of the types only are found as those of other fields. */
    private Map<String, Schema.Listed> commonSorts() {
        Map<String, Schema.Listed> common = new HashMap<>(shards.getFirst().schema().sorts());
        shards.forEach(shard -> common.keySet().retainAll(shard.schema().sorts().keySet()));
        return common;
    }

    private @Nullable FieldDoc after() {
        SearchPosition after = request.after();
        return after == null
                ? null
                : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[]{after.score(), after.publishedAt(),
                        after.id().getMostSignificantBits(), after.id().getLeastSignificantBits()});
    }

    private SearchHits hits(IndexSearcher searcher, List<IndexReader> readers, Query text, TopFieldDocs found,
            FacetCounts facets) throws IOException {
        List<ScoreDoc> page = List.of(found.scoreDocs).subList(0, Math.min(request.limit(), found.scoreDocs.length));
        int[] documents = page.stream().mapToInt(hit -> hit.doc).toArray();
        List<Shard> origins = page.stream().map(hit -> shards.get(origin(readers, hit.doc))).toList();
        List<Map<String, List<String>>> highlights = words.isEmpty()
                ? Collections.nCopies(documents.length, Map.of())
                : new Highlights(searcher, text).of(documents,
                        origins.stream().map(shard -> Objects.requireNonNull(shard.schema().search())).toList());
        List<Hit> hits = new ArrayList<>(documents.length);
        for (int i = 0; i < documents.length; i++) {
            SearchPosition position = position(page.get(i));
            hits.add(new Hit(origins.get(i).key().type(), position.id(), position.score(), highlights.get(i)));
        }
        return new SearchHits(hits, Math.toIntExact(found.totalHits.value()), facets.mostFrequent(),
                found.scoreDocs.length > request.limit() ? position(page.getLast()) : null);
    }

    /** The number of the index that has a document. */
    private static int origin(List<IndexReader> readers, int document) {
        int index = 0;
        for (int rest = document - readers.getFirst().maxDoc(); rest >= 0; rest -= readers.get(index).maxDoc()) {
            index++;
        }
        return index;
    }

    private static SearchPosition position(ScoreDoc hit) {
        Object[] values = ((FieldDoc) hit).fields;
        return new SearchPosition((Float) values[0], (Long) values[1], new UUID((Long) values[2], (Long) values[3]));
    }

    /** The search was ended because it took too long. */
    static final class TimedOutException extends IOException {

        private static final long serialVersionUID = 1;

        TimedOutException() {
            super("the search took too long");
        }
    }
}

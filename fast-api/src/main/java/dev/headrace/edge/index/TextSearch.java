package dev.headrace.edge.index;

import dev.headrace.edge.index.SearchHits.Hit;
import dev.headrace.model.PublishedModel;
import java.io.IOException;
import java.util.ArrayList;
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
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
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

    /** The values that both orders end with: publication time and id. */
    private static final int POSITION = 3;

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
        Query query = restricted(text);
        // Two passes are faster than one: this one needs no scores, the next one need not see all documents.
        int total = searcher.search(query, facets);
        TopFieldDocs found = searcher.search(query,
                new TopFieldCollectorManager(sort(), request.limit() + 1, after(), request.limit() + 1));
        if (searcher.timedOut()) {
            throw new TimedOutException();
        }
        return hits(searcher, readers, text, found, total, facets);
    }

    private boolean isBrowsing() {
        return request.text().isBlank();
    }

    /** Without words, the order is that of the index, and the first documents are found without seeing the others. */
    private Sort sort() {
        return isBrowsing() ? IndexedRecord.NEWEST_FIRST : BEST_FIRST;
    }

    private Query text(IndexReader reader) throws IOException {
        return isBrowsing() ? MatchAllDocsQuery.INSTANCE : new TextQuery(reader).of(words);
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
        if (after == null) {
            return null;
        }
        List<Object> values = new ArrayList<>(
                List.of(after.publishedAt(), after.id().getMostSignificantBits(),
                        after.id().getLeastSignificantBits()));
        if (!isBrowsing()) {
            values.addFirst(after.score());
        }
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, values.toArray());
    }

    private SearchHits hits(IndexSearcher searcher, List<IndexReader> readers, Query text, TopFieldDocs found,
            int total, FacetCounts facets) throws IOException {
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
        return new SearchHits(hits, total, facets.mostFrequent(),
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

    private SearchPosition position(ScoreDoc hit) {
        Object[] values = ((FieldDoc) hit).fields;
        int first = values.length - POSITION;
        return new SearchPosition(isBrowsing() ? 0 : (Float) values[0], (Long) values[first],
                new UUID((Long) values[first + 1], (Long) values[first + 2]));
    }

    /** The search was ended because it took too long. */
    static final class TimedOutException extends IOException {

        private static final long serialVersionUID = 1;

        TimedOutException() {
            super("the search took too long");
        }
    }
}

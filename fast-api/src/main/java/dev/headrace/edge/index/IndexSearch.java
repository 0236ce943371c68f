package dev.headrace.edge.index;

import dev.headrace.edge.index.Range.Bound;
import dev.headrace.edge.index.Schema.Listed;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Searches an index for one page of documents. Withdrawn documents are not found.
 *
 * <p>The total is counted separately, so that the search for the page can stop early: in index order after the first hits,
 * in the order of another field as soon as no remaining value is competitive.
 */
final class IndexSearch {

    static final Query WITHDRAWN = new TermQuery(IndexedRecord.WITHDRAWN_TERM);

    private final IndexQuery request;
    private final Schema schema;

    IndexSearch(IndexQuery request, Schema schema) {
        this.request = request;
        this.schema = schema;
    }

    /**
     * Whether the index covers the fields of the request.
     *
     * @param isComplete whether every record of the index has the values of these fields
     */
    boolean isAnswerable(boolean isComplete) {
        Order order = request.order();
        return (order.isByPublication() || (isComplete && has(schema.sorts().get(order.sort()), order.field())))
                && request.filters().stream().allMatch(
                        filter -> isComplete && has(schema.filters().get(filter.name()), filter.field()))
                && request.ranges().stream().allMatch(range -> range.name().equals(PublishedModel.PUBLISHED_AT)
                        || (isComplete && has(schema.listed(range.name()), range.field())));
    }

    private static boolean has(@Nullable Listed listed, Field field) {
        return Listed.of(field).equals(listed);
    }

    Hits run(IndexSearcher searcher) throws IOException {
        Query matching = query();
        boolean hasWithdrawn = searcher.getIndexReader().docFreq(IndexedRecord.WITHDRAWN_TERM) > 0;
        Query query = hasWithdrawn ? withoutWithdrawn(matching) : matching;
        int total = count(searcher, matching)
                - (hasWithdrawn ? searcher.count(all(List.of(matching, WITHDRAWN))) : 0);
        // One extra hit tells whether there is a next page.
        int wanted = request.limit() + 1;
        ScoreDoc[] found = total == 0 ? new ScoreDoc[0] : first(searcher, query, wanted, total);
        List<SortPosition> positions = Arrays.stream(found).limit(request.limit()).map(IndexSearch::position).toList();
        return new Hits(positions.stream().map(SortPosition::id).toList(), total,
                found.length > request.limit() ? positions.getLast() : null);
    }

    /** Few documents are withdrawn, so they are counted apart: all that match can often be counted without a search. */
    private static int count(IndexSearcher searcher, Query query) throws IOException {
        return query instanceof MatchAllDocsQuery ? searcher.getIndexReader().numDocs() : searcher.count(query);
    }

    private static Query withoutWithdrawn(Query query) {
        return new BooleanQuery.Builder().add(query, Occur.FILTER).add(WITHDRAWN, Occur.MUST_NOT).build();
    }

    /** The documents that meet the conditions. */
    Query query() {
        List<Query> clauses = new ArrayList<>();
        request.filters().forEach(filter -> clauses.add(query(filter)));
        request.ranges().forEach(range -> clauses.add(query(range)));
        return all(clauses);
    }

    private static Query all(List<Query> clauses) {
        if (clauses.size() < 2) {
            return clauses.isEmpty() ? MatchAllDocsQuery.INSTANCE : clauses.getFirst();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        clauses.forEach(clause -> query.add(clause, Occur.FILTER));
        return query.build();
    }

    private static Query query(Filter filter) {
        String field = IndexedRecord.filter(filter.name());
        List<String> values = filter.values();
        return values.size() == 1
                ? new TermQuery(new Term(field, values.getFirst()))
                : new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    private Query query(Range range) {
        if (Values.isLong(range.kind())) {
            return longs(range);
        }
        BytesRef lower = key(range.kind(), range.lower());
        BytesRef upper = key(range.kind(), range.upper());
        boolean includesLower = range.lower() == null || range.lower().included();
        boolean includesUpper = range.upper() == null || range.upper().included();
        String field = IndexedRecord.order(range.name());
        // Sortable fields have about as many distinct values as documents; other fields have few.
        if (!schema.sorts().containsKey(range.name())) {
            return new TermRangeQuery(field, lower, upper, includesLower, includesUpper);
        }
        Query exact = SortedDocValuesField.newSlowRangeQuery(field, lower, upper, includesLower, includesUpper);
        return range.kind() == ValueKind.NUMBER ? new IndexOrDocValuesQuery(byPoints(range, exact), exact) : exact;
    }

    /** Only numbers with the same double as a bound have to be compared exactly. */
    private static Query byPoints(Range range, Query exact) {
        String field = IndexedRecord.approximation(range.name());
        BooleanQuery.Builder found = new BooleanQuery.Builder();
        long lower = Long.MIN_VALUE;
        long upper = Long.MAX_VALUE;
        Bound from = range.lower();
        if (from != null) {
            long bound = Values.approximation(from.value()).orElseThrow();
            found.add(all(List.of(LongPoint.newExactQuery(field, bound), exact)), Occur.SHOULD);
            lower = bound + 1;
        }
        Bound to = range.upper();
        if (to != null) {
            long bound = Values.approximation(to.value()).orElseThrow();
            found.add(all(List.of(LongPoint.newExactQuery(field, bound), exact)), Occur.SHOULD);
            upper = bound - 1;
        }
        if (lower <= upper) {
            found.add(LongPoint.newRangeQuery(field, lower, upper), Occur.SHOULD);
        }
        return found.build();
    }

    private static @Nullable BytesRef key(ValueKind kind, @Nullable Bound bound) {
        return bound == null ? null : Values.key(kind, bound.value()).orElseThrow();
    }

    private Query longs(Range range) {
        long lower = Long.MIN_VALUE;
        long upper = Long.MAX_VALUE;
        Bound from = range.lower();
        if (from != null) {
            lower = Values.asLong(range.kind(), from.value()).orElseThrow() + (from.included() ? 0 : 1);
        }
        Bound to = range.upper();
        if (to != null) {
            upper = Values.asLong(range.kind(), to.value()).orElseThrow() - (to.included() ? 0 : 1);
        }
        if (lower > upper) {
            return MatchNoDocsQuery.INSTANCE;
        }
        if (range.name().equals(PublishedModel.PUBLISHED_AT)) {
            return publishedBetween(lower, upper);
        }
        String field = IndexedRecord.order(range.name());
        Query points = LongPoint.newRangeQuery(field, lower, upper);
        return schema.sorts().containsKey(range.name())
                ? new IndexOrDocValuesQuery(points,
                        SortedNumericDocValuesField.newSlowRangeQuery(field, lower, upper))
                : points;
    }

    /** Uses binary search, because the index is sorted by this field. */
    private static Query publishedBetween(long lower, long upper) {
        return new IndexSortSortedNumericDocValuesRangeQuery(IndexedRecord.PUBLISHED_AT, lower, upper,
                LongPoint.newRangeQuery(IndexedRecord.PUBLISHED_AT, lower, upper));
    }

    private ScoreDoc[] first(IndexSearcher searcher, Query query, int wanted, int total) throws IOException {
        if (!request.order().isByPublication()) {
            return first(searcher, query, wanted);
        }
        // Skips everything before the page.
        Long after = request.after() != null && request.after().value() instanceof Long value ? value : null;
        if (request.order().descending()) {
            return first(searcher, after == null ? query : all(List.of(query, publishedBetween(Long.MIN_VALUE, after))),
                    wanted);
        }
        long from = after == null ? Long.MIN_VALUE : after;
        return new OldestFirstSearch(searcher,
                to -> first(searcher, all(List.of(query, publishedBetween(from, to))), wanted))
                .first(wanted, total, after);
    }

    private ScoreDoc[] first(IndexSearcher searcher, Query query, int wanted) throws IOException {
        return searcher.search(query, new TopFieldCollectorManager(sort(), wanted, after(), wanted)).scoreDocs;
    }

    private Sort sort() {
        Order order = request.order();
        if (order.isByPublication() && order.descending()) {
            return IndexedRecord.NEWEST_FIRST;
        }
        return new Sort(sortField(order),
                new SortField(IndexedRecord.ID_HIGH, SortField.Type.LONG, order.descending()),
                new SortField(IndexedRecord.ID_LOW, SortField.Type.LONG, order.descending()));
    }

    private static SortField sortField(Order order) {
        if (order.isByPublication()) {
            return new SortField(IndexedRecord.PUBLISHED_AT, SortField.Type.LONG, order.descending());
        }
        String field = IndexedRecord.order(order.sort());
        return Values.isLong(order.kind())
                ? new SortField(field, SortField.Type.LONG, order.descending(), Long.MIN_VALUE)
                : new SortField(field, SortField.Type.STRING, order.descending());
    }

    private @Nullable FieldDoc after() {
        SortPosition after = request.after();
        return after == null
                ? null
                : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[]{after.value(),
                        after.id().getMostSignificantBits(), after.id().getLeastSignificantBits()});
    }

    private static SortPosition position(ScoreDoc hit) {
        Object[] values = ((FieldDoc) hit).fields;
        return new SortPosition(values[0] instanceof BytesRef key ? BytesRef.deepCopyOf(key) : values[0],
                new UUID((Long) values[1], (Long) values[2]));
    }
}

package dev.headrace.edge.index;

import dev.headrace.edge.index.SearchHits.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts the documents that match, and the values of facets in them; on one thread. */
final class FacetCounts implements CollectorManager<FacetCounts.Counting, Integer> {

    /** Of one facet. */
    static final int MAX_VALUES = 50;

    private static final Comparator<Count> MOST_FREQUENT_FIRST = Comparator.comparingInt(Count::count).reversed()
            .thenComparing(Count::value);

    /** The values of one facet, by number in the current segment and by name. */
    private static final class Facet {

        private final String field;
        private final Map<String, Integer> total = new HashMap<>();
        private SortedSetDocValues values = DocValues.emptySortedSet();
        private int[] counts = new int[0];

        Facet(String name) {
            this.field = IndexedRecord.facet(name);
        }

        void open(LeafReader segment) throws IOException {
            values = DocValues.getSortedSet(segment, field);
            counts = new int[(int) values.getValueCount()];
        }

        void count(int document) throws IOException {
            if (values.advanceExact(document)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    counts[(int) values.nextOrd()]++;
                }
            }
        }

        void close() throws IOException {
            for (int ord = 0; ord < counts.length; ord++) {
                if (counts[ord] > 0) {
                    total.merge(values.lookupOrd(ord).utf8ToString(), counts[ord], Integer::sum);
                }
            }
        }

        List<Count> mostFrequent() {
            List<Count> all = new ArrayList<>(total.size());
            total.forEach((value, count) -> all.add(new Count(value, count)));
            all.sort(MOST_FREQUENT_FIRST);
            return List.copyOf(all.subList(0, Math.min(MAX_VALUES, all.size())));
        }
    }

    private final Map<String, Facet> facets = new LinkedHashMap<>();

    FacetCounts(List<String> names) {
        names.forEach(name -> facets.put(name, new Facet(name)));
    }

    /** By facet, in the order in which they were named. */
    Map<String, List<Count>> mostFrequent() {
        Map<String, List<Count>> counts = new LinkedHashMap<>();
        facets.forEach((name, facet) -> counts.put(name, facet.mostFrequent()));
        return counts;
    }

    @Override
    public Counting newCollector() {
        return new Counting();
    }

    /** The number of documents that match. */
    @Override
    public Integer reduce(Collection<Counting> collectors) {
        return collectors.stream().mapToInt(each -> each.documents).sum();
    }

    /** Counts in one segment after the other. */
    final class Counting extends SimpleCollector {

        private int documents;

        @Override
        protected void doSetNextReader(LeafReaderContext segment) throws IOException {
            for (Facet facet : facets.values()) {
                facet.open(segment.reader());
            }
        }

        @Override
        public void collect(int document) throws IOException {
            documents++;
            for (Facet facet : facets.values()) {
                facet.count(document);
            }
        }

        @Override
        public void finish() throws IOException {
            for (Facet facet : facets.values()) {
                facet.close();
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}

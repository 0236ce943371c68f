package dev.headrace.edge.index;

import dev.headrace.edge.index.Fragments.Match;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/**
 * Finds the parts of texts that match a query best, from the offsets of words in the index. The postings of each word are
 * opened once for all documents: a query may have a hundred words, and Lucene's highlighter opens each for each document.
 */
final class Highlights {

    private static final int MAX_MATCHES = 500;
    private static final int FRAGMENTS = 3;
    private static final Set<String> FIELDS = Set.of(IndexedRecord.TITLE, IndexedRecord.TEXT);

    private final IndexSearcher searcher;
    private final Set<Term> terms = new HashSet<>();

    Highlights(IndexSearcher searcher, Query query) {
        this.searcher = searcher;
        query.visit(QueryVisitor.termCollector(terms));
    }

    /** The matches of one document, by field. */
    private static final class Matches {

        private final List<Match> title = new ArrayList<>();
        private final List<Match> text = new ArrayList<>();

        void add(Term term, PostingsEnum postings) throws IOException {
            List<Match> all = term.field().equals(IndexedRecord.TITLE) ? title : text;
            for (int i = postings.freq(); i > 0 && all.size() < MAX_MATCHES; i--) {
                var _ = postings.nextPosition();
                all.add(new Match(postings.startOffset(), postings.endOffset(), term));
            }
        }
    }

    /**
     * The highlights of documents, by field.
     *
     * @param schemas of the indexes of the documents, in the same order
     */
    List<Map<String, List<String>>> of(int[] documents, List<Schema.Searched> schemas) throws IOException {
        Matches[] matches = new Matches[documents.length];
        Arrays.setAll(matches, _ -> new Matches());
        Integer[] ascending = IntStream.range(0, documents.length).boxed().toArray(Integer[]::new);
        Arrays.sort(ascending, Comparator.comparingInt((ToIntFunction<Integer>) i -> documents[i]));
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        for (int from = 0, to = 0; from < ascending.length; from = to) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[ascending[from]], leaves));
            int end = leaf.docBase + leaf.reader().maxDoc();
            while (to < ascending.length && documents[ascending[to]] < end) {
                to++;
            }
            for (Term term : terms) {
                find(term, leaf, Arrays.copyOfRange(ascending, from, to), documents, matches);
            }
        }
        StoredFields stored = searcher.storedFields();
        List<Map<String, List<String>>> all = new ArrayList<>(documents.length);
        for (int i = 0; i < documents.length; i++) {
            all.add(highlights(stored.document(documents[i], FIELDS), matches[i], schemas.get(i)));
        }
        return all;
    }

    /** @param numbers of the documents of the segment, in ascending order of the documents */
    private static void find(Term term, LeafReaderContext leaf, Integer[] numbers, int[] documents, Matches[] matches)
            throws IOException {
        PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.OFFSETS);
        if (postings == null) {
            return;
        }
        for (Integer number : numbers) {
            int document = documents[number] - leaf.docBase;
            if (postings.docID() < document) {
                var _ = postings.advance(document);
            }
            if (postings.docID() == document) {
                matches[number].add(term, postings);
            }
        }
    }

    private static Map<String, List<String>> highlights(Document document, Matches matches, Schema.Searched schema) {
        Map<String, List<String>> highlights = new LinkedHashMap<>();
        if (!matches.title.isEmpty()) {
            String title = document.getValues(IndexedRecord.TITLE)[0];
            highlights.put(schema.title(), Fragments.of(title, 0, matches.title, 1));
        }
        int offset = 0;
        String[] texts = document.getValues(IndexedRecord.TEXT);
        for (int i = 0; i < texts.length; i++) {
            int start = offset;
            // The index counts one character between two texts.
            offset += texts[i].length() + 1;
            int end = offset;
            List<Match> inside = matches.text.stream().filter(match -> match.start() >= start && match.start() < end)
                    .toList();
            if (!inside.isEmpty()) {
                highlights.put(schema.texts().get(i), Fragments.of(texts[i], start, inside, FRAGMENTS));
            }
        }
        return highlights;
    }
}

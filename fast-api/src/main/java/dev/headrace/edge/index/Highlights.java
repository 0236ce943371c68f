package dev.headrace.edge.index;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** Finds the parts of texts that match a query best, from the offsets of words in the index. */
final class Highlights extends UnifiedHighlighter {

    private static final int FRAGMENTS = 3;
    private static final int FRAGMENT_LENGTH = 120;
    private static final int MAX_TITLE = 500;
    private static final String[] FIELDS = {IndexedRecord.TITLE, IndexedRecord.TEXT};

    /**
     * A part of a text.
     *
     * @param text number of the text within the field
     * @param html with the words that match in {@code mark} elements
     */
    private record Fragment(int text, String html) {}

    private final Locale locale;

    Highlights(IndexSearcher searcher, String locale) {
        super(builder(searcher, new KeywordAnalyzer()).withHandleMultiTermQuery(false)
                .withHighlightPhrasesStrictly(false).withWeightMatches(false).withMaxNoHighlightPassages(0)
                .withMaxLength(Integer.MAX_VALUE - 1).withFormatter(new Fragments()));
        this.locale = Locale.forLanguageTag(locale);
    }

    @Override
    protected OffsetSource getOffsetSource(String field) {
        return OffsetSource.POSTINGS;
    }

    @Override
    protected BreakIterator getBreakIterator(String field) {
        return LengthGoalBreakIterator.createClosestToLength(BreakIterator.getSentenceInstance(locale),
                field.equals(IndexedRecord.TITLE) ? MAX_TITLE : FRAGMENT_LENGTH, 0.5f);
    }

    /**
     * The highlights of documents.
     *
     * @param schemas of the indexes of the documents, in the same order
     */
    List<Map<String, List<String>>> of(Query query, int[] documents, List<Schema.Searched> schemas)
            throws IOException {
        Map<String, Object[]> found = highlightFieldsAsObjects(FIELDS, query, documents,
                new int[]{1, FRAGMENTS});
        List<Map<String, List<String>>> all = new ArrayList<>(documents.length);
        for (int i = 0; i < documents.length; i++) {
            Map<String, List<String>> highlights = new LinkedHashMap<>();
            String title = schemas.get(i).title();
            List<String> texts = schemas.get(i).texts();
            fragments(found, IndexedRecord.TITLE, i)
                    .forEach(fragment -> highlights.put(title, List.of(fragment.html)));
            fragments(found, IndexedRecord.TEXT, i).forEach(fragment -> highlights
                    .computeIfAbsent(texts.get(fragment.text), _ -> new ArrayList<>()).add(fragment.html));
            all.add(highlights);
        }
        return all;
    }

    private static List<Fragment> fragments(Map<String, Object[]> found, String field, int document) {
        Object[] all = found.getOrDefault(field, new Object[0]);
        List<Fragment> fragments = new ArrayList<>();
        if (document < all.length && all[document] instanceof List<?> list) {
            list.forEach(each -> fragments.add((Fragment) each));
        }
        return fragments;
    }

    /** Formats each passage on its own. */
    private static final class Fragments extends PassageFormatter {

        @Override
        public List<Fragment> format(Passage[] passages, String content) {
            List<Fragment> fragments = new ArrayList<>(passages.length);
            int text = 0;
            int counted = 0;
            for (Passage passage : passages) {
                // Passages are in the order of the content.
                for (; counted < passage.getStartOffset(); counted++) {
                    text += content.charAt(counted) == MULTIVAL_SEP_CHAR ? 1 : 0;
                }
                fragments.add(new Fragment(text, html(passage, content)));
            }
            return fragments;
        }

        private static String html(Passage passage, String content) {
            StringBuilder html = new StringBuilder();
            int at = passage.getStartOffset();
            for (int i = 0; i < passage.getNumMatches(); i++) {
                int start = Math.max(at, passage.getMatchStarts()[i]);
                int end = passage.getMatchEnds()[i];
                if (end <= at) {
                    // A stem has the same place as its word.
                    continue;
                }
                escape(html, content, at, start);
                html.append("<mark>");
                escape(html, content, start, end);
                html.append("</mark>");
                at = end;
            }
            escape(html, content, at, Math.max(at, passage.getEndOffset()));
            return html.toString().strip();
        }

        private static void escape(StringBuilder html, String content, int from, int to) {
            for (int i = from; i < to; i++) {
                char each = content.charAt(i);
                switch (each) {
                    case '&' -> html.append("&amp;");
                    case '<' -> html.append("&lt;");
                    case '>' -> html.append("&gt;");
                    case '"' -> html.append("&quot;");
                    case '\'' -> html.append("&#39;");
                    default -> html.append(each);
                }
            }
        }
    }
}

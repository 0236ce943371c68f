package dev.headrace.edge.index;

import dev.headrace.edge.index.QueryWords.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/**
 * The query for documents with all words of a text, in the title or in another text. A word matches, in this order of
 * preference, itself, words with the same stem, words that begin with it if it is the last one, and words that are spelt
 * similarly if it is rare.
 */
final class TextQuery {

    // A longer word with the same stem matches twice; even so it counts less than the exact form, which counts 1.
    private static final float STEM = 0.45f;
    private static final float PREFIX = 0.3f;
    private static final float TYPO = 0.15f;
    private static final float TITLE = 3;
    /** How much a match in another field counts besides the best one. */
    private static final float OTHERS = 0.3f;

    private static final int MIN_PREFIX = 2;
    private static final int MIN_LETTERS_FOR_TYPO = 4;
    private static final int MIN_LETTERS_FOR_TWO = 8;
    private static final int MAX_LETTERS_FOR_TYPO = 30;
    /** Words in at least as many documents are not corrected. */
    private static final int FREQUENT = 10;

    private static final List<String> FIELDS = List.of(IndexedRecord.TITLE, IndexedRecord.TEXT);

    private final IndexReader reader;
    private final Expansion expansion;

    TextQuery(IndexReader reader) {
        this.reader = reader;
        this.expansion = new Expansion(reader);
    }

    Query of(QueryWords words) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (List<String> phrase : words.phrases()) {
            all.add(inAnyField(field -> new PhraseQuery(field, phrase.toArray(String[]::new))), Occur.MUST);
        }
        for (Word word : words.words()) {
            Query matching = word(word);
            if (matching instanceof MatchNoDocsQuery) {
                return matching;
            }
            all.add(matching, Occur.MUST);
        }
        return words.isEmpty() ? MatchNoDocsQuery.INSTANCE : all.build();
    }

    @FunctionalInterface
    private interface InField {
        Query query(String field) throws IOException;
    }

    private static Query inAnyField(InField each) throws IOException {
        List<Query> fields = new ArrayList<>();
        for (String field : FIELDS) {
            Query query = each.query(field);
            if (!(query instanceof MatchNoDocsQuery)) {
                fields.add(field.equals(IndexedRecord.TITLE) ? new BoostQuery(query, TITLE) : query);
            }
        }
        return switch (fields.size()) {
            case 0 -> MatchNoDocsQuery.INSTANCE;
            case 1 -> fields.getFirst();
            default -> new DisjunctionMaxQuery(fields, OTHERS);
        };
    }

    private Query word(Word word) throws IOException {
        Map<String, Map<BytesRef, Float>> matching = new LinkedHashMap<>();
        int documents = 0;
        for (String field : FIELDS) {
            Map<BytesRef, Float> terms = new LinkedHashMap<>();
            documents += addForms(field, word, terms);
            matching.put(field, terms);
        }
        if (documents < FREQUENT) {
            addTypos(word, matching);
        }
        return inAnyField(field -> synonyms(field, matching.getOrDefault(field, Map.of())));
    }

    private static Query synonyms(String field, Map<BytesRef, Float> terms) {
        if (terms.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        SynonymQuery.Builder query = new SynonymQuery.Builder(field);
        terms.forEach(query::addTerm);
        return query.build();
    }

    /** Returns the number of documents; those with several forms are counted several times. */
    private int addForms(String field, Word word, Map<BytesRef, Float> terms) throws IOException {
        int documents = add(field, word.exact(), 1, terms);
        documents += add(field, word.stem(), STEM, terms);
        documents += add(field, StemMarkFilter.MARK + word.stem(), STEM, terms);
        if (word.isLast() && word.isAlphabetic() && letters(word) >= MIN_PREFIX) {
            for (Map.Entry<BytesRef, Integer> longer : expansion.beginningWith(field, word.exact()).entrySet()) {
                documents += terms.putIfAbsent(longer.getKey(), PREFIX) == null ? longer.getValue() : 0;
            }
        }
        return documents;
    }

    private int add(String field, String term, float boost, Map<BytesRef, Float> terms) throws IOException {
        BytesRef bytes = new BytesRef(term);
        int documents = terms.containsKey(bytes) ? 0 : reader.docFreq(new Term(field, bytes));
        if (documents > 0) {
            terms.put(bytes, boost);
        }
        return documents;
    }

    private void addTypos(Word word, Map<String, Map<BytesRef, Float>> matching) throws IOException {
        int letters = letters(word);
        if (!word.isAlphabetic() || letters < MIN_LETTERS_FOR_TYPO || letters > MAX_LETTERS_FOR_TYPO) {
            return;
        }
        boolean found = addTypos(word, 1, matching);
        if (!found && letters >= MIN_LETTERS_FOR_TWO) {
            var _ = addTypos(word, 2, matching);
        }
    }

    private boolean addTypos(Word word, int typos, Map<String, Map<BytesRef, Float>> matching) throws IOException {
        CompiledAutomaton similar = Expansion.similar(word.exact(), typos);
        boolean found = false;
        for (Map.Entry<String, Map<BytesRef, Float>> each : matching.entrySet()) {
            for (BytesRef term : expansion.similarTo(each.getKey(), similar).keySet()) {
                found |= each.getValue().putIfAbsent(term, TYPO) == null;
            }
        }
        return found;
    }

    private static int letters(Word word) {
        return word.exact().codePointCount(0, word.exact().length());
    }
}

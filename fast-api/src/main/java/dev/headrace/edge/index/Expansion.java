package dev.headrace.edge.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/** Finds the words of an index that begin with a text, or are spelt similarly; the most frequent ones if there are many. */
final class Expansion {

    static final int MAX_WORDS = 40;

    /** In one segment; two letters may be the beginning of very many. */
    private static final int MAX_READ = 20_000;

    /** A word of the index, and in how many documents of a segment it is. */
    private record Found(BytesRef word, int documents) {}

    private static final Comparator<Found> RAREST_FIRST = Comparator.comparingInt(Found::documents)
            .thenComparing(Found::word, Comparator.reverseOrder());

    private final IndexReader reader;

    Expansion(IndexReader reader) {
        this.reader = reader;
    }

    /** The words that begin with a text, and the number of documents with each. */
    Map<BytesRef, Integer> beginningWith(String field, String text) throws IOException {
        BytesRef prefix = new BytesRef(text);
        return found(field, terms -> {
            TermsEnum words = terms.iterator();
            PriorityQueue<Found> best = new PriorityQueue<>(RAREST_FIRST);
            BytesRef word = words.seekCeil(prefix) == TermsEnum.SeekStatus.END ? null : words.term();
            for (int i = 0; i < MAX_READ && word != null && StringHelper.startsWith(word, prefix); i++) {
                offer(best, words, word);
                word = words.next();
            }
            return best;
        });
    }

    /**
     * The words that are spelt similarly and begin with the same letter, without the word itself.
     */
    Map<BytesRef, Integer> similarTo(String field, CompiledAutomaton similar) throws IOException {
        return found(field, terms -> {
            TermsEnum words = similar.getTermsEnum(terms);
            PriorityQueue<Found> best = new PriorityQueue<>(RAREST_FIRST);
            BytesRef word = words.next();
            for (int i = 0; i < MAX_READ && word != null; i++) {
                offer(best, words, word);
                word = words.next();
            }
            return best;
        });
    }

    /** @param typos maximum number of letters that are wrong, missing, superfluous or exchanged with the next one */
    static CompiledAutomaton similar(String word, int typos) {
        return FuzzyQuery.getFuzzyAutomaton(word, typos, 1, true);
    }

    @FunctionalInterface
    private interface Reading {
        PriorityQueue<Found> words(Terms terms) throws IOException;
    }

    private static void offer(PriorityQueue<Found> best, TermsEnum words, BytesRef word) throws IOException {
        int documents = words.docFreq();
        if (best.size() == MAX_WORDS) {
            if (documents <= best.element().documents) {
                return;
            }
            best.remove();
        }
        best.add(new Found(BytesRef.deepCopyOf(word), documents));
    }

    private Map<BytesRef, Integer> found(String field, Reading reading) throws IOException {
        Map<BytesRef, Integer> documents = new HashMap<>();
        List<LeafReaderContext> leaves = reader.leaves();
        for (LeafReaderContext leaf : leaves) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                reading.words(terms).forEach(found -> documents.merge(found.word, found.documents, Integer::sum));
            }
        }
        return documents.size() <= MAX_WORDS ? documents : mostFrequent(field, documents);
    }

    /** Counts the documents of all segments, because a word may be among the most frequent ones of only some of them. */
    private Map<BytesRef, Integer> mostFrequent(String field, Map<BytesRef, Integer> candidates) throws IOException {
        List<Found> all = new ArrayList<>(candidates.size());
        for (BytesRef word : candidates.keySet()) {
            all.add(new Found(word, reader.docFreq(new Term(field, word))));
        }
        all.sort(RAREST_FIRST.reversed());
        Map<BytesRef, Integer> best = new HashMap<>();
        all.subList(0, MAX_WORDS).forEach(found -> best.put(found.word, found.documents));
        return best;
    }
}

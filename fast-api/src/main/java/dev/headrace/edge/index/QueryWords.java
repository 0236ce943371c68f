package dev.headrace.edge.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * The words of a query, all of which must match.
 *
 * @param words distinct ones, without stop words unless there is nothing else
 * @param phrases texts in quotation marks; words in this order, next to each other
 */
record QueryWords(List<Word> words, List<List<String>> phrases) {

    /** Further words are ignored. */
    static final int MAX_WORDS = 16;

    /**
     * A word.
     *
     * @param exact without case and diacritics
     * @param stem in the language of the locale; may be the word itself
     * @param isLast whether it may be the beginning of another one, because somebody is still typing
     * @param isAlphabetic whether it may be misspelt; pairs of characters are not
     */
    record Word(String exact, String stem, boolean isLast, boolean isAlphabetic) {

        private Word last() {
            return new Word(exact, stem, true, isAlphabetic);
        }
    }

    private record Token(Word word, boolean isStopWord) {}

    QueryWords {
        words = List.copyOf(words);
        phrases = List.copyOf(phrases);
    }

    static QueryWords of(String query, Analyzer analyzer) {
        String[] parts = query.replaceAll("[“”„«»]", "\"").split("\"", -1);
        List<Token> tokens = new ArrayList<>();
        List<List<String>> phrases = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < parts.length && count < MAX_WORDS; i++) {
            List<Token> found = tokens(parts[i], analyzer, MAX_WORDS - count);
            count += found.size();
            // A quotation mark without another one is ignored.
            if (i % 2 == 0 || i == parts.length - 1) {
                tokens.addAll(found);
            } else if (!found.isEmpty()) {
                phrases.add(found.stream().map(token -> token.word.exact).toList());
            }
        }
        boolean isOpenEnded = !query.isEmpty() && !parts[parts.length - 1].isBlank();
        return new QueryWords(words(tokens, isOpenEnded, phrases.isEmpty()), phrases);
    }

    boolean isEmpty() {
        return words.isEmpty() && phrases.isEmpty();
    }

    private static List<Word> words(List<Token> tokens, boolean isOpenEnded, boolean needsOne) {
        List<Token> meaningful = tokens.stream().filter(token -> !token.isStopWord).toList();
        List<Token> kept = meaningful.isEmpty() && needsOne ? tokens : meaningful;
        SequencedMap<String, Word> words = new LinkedHashMap<>();
        kept.forEach(token -> words.putIfAbsent(token.word.exact, token.word));
        if (isOpenEnded && !kept.isEmpty() && kept.getLast().equals(tokens.getLast())) {
            words.computeIfPresent(kept.getLast().word.exact, (_, word) -> word.last());
        }
        return List.copyOf(words.values());
    }

    private static List<Token> tokens(String text, Analyzer analyzer, int max) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(IndexedRecord.TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            FlagsAttribute flags = stream.addAttribute(FlagsAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (flags.getFlags() == StemFilter.STEM && !tokens.isEmpty()) {
                    Token token = tokens.removeLast();
                    tokens.add(new Token(new Word(token.word.exact, term.subSequence(1, term.length()).toString(),
                            false, token.word.isAlphabetic), false));
                } else if (tokens.size() < max) {
                    boolean isPair = CJKBigramFilter.DOUBLE_TYPE.equals(type.type())
                            || CJKBigramFilter.SINGLE_TYPE.equals(type.type());
                    tokens.add(new Token(new Word(term.toString(), term.toString(), false, !isPair),
                            flags.getFlags() == StemFilter.STOP_WORD));
                } else {
                    break;
                }
            }
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

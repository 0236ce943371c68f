package dev.headrace.edge.index;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** The stems of words in one language. Not for several threads. */
final class Stems {

    /** The stem of a stop word. */
    static final String NONE = "";

    private static final int MAX_KNOWN = 20_000;

    private final @Nullable Analyzer language;
    private final CharArrayMap<String> known = new CharArrayMap<>(64, false);

    /** @param language reduces words to stems; null: every word is its own stem */
    Stems(@Nullable Analyzer language) {
        this.language = language;
    }

    /** The stem of a word, which may be the word itself; {@link #NONE} for a stop word. */
    String of(CharTermAttribute word) throws IOException {
        if (language == null) {
            return word.toString();
        }
        String stem = known.get(word.buffer(), 0, word.length());
        if (stem == null) {
            stem = analyzed(language, word.toString());
            // Frequent words come early.
            if (known.size() < MAX_KNOWN) {
                known.put(word.toString(), stem);
            }
        }
        return stem;
    }

    private static String analyzed(Analyzer language, String word) throws IOException {
        try (TokenStream tokens = language.tokenStream("", word)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            if (!tokens.incrementToken()) {
                return NONE;
            }
            String stem = term.toString();
            // A text that the language divides further, such as two words with a hyphen, has no stem.
            boolean isOneWord = !tokens.incrementToken();
            while (tokens.incrementToken()) {
                // streams must be read to their end
            }
            tokens.end();
            return isOneWord && !stem.isEmpty() ? stem : word;
        }
    }
}

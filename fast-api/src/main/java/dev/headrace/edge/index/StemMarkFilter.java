package dev.headrace.edge.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;

/** Marks stems, so that they are not mistaken for words, and omits those that are the same as their word. */
final class StemMarkFilter extends TokenFilter {

    /** Sorts before all words. */
    static final char MARK = 1;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private String word = "";

    StemMarkFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (input.incrementToken()) {
            if (flags.getFlags() != StemFilter.STEM) {
                word = term.toString();
                return true;
            }
            if (!word.contentEquals(term)) {
                String stem = term.toString();
                term.setEmpty().append(MARK).append(stem);
                return true;
            }
        }
        return false;
    }
}

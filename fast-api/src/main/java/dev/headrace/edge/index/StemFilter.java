package dev.headrace.edge.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Adds the stem of each word, in the same place, with a flag. Stop words get a flag and no stem. */
final class StemFilter extends TokenFilter {

    static final int STEM = 1;
    static final int STOP_WORD = 2;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private final Stems stems;
    private String stem = Stems.NONE;

    StemFilter(TokenStream input, Stems stems) {
        super(input);
        this.stems = stems;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!stem.isEmpty()) {
            // Offsets and type are still those of the word.
            term.setEmpty().append(stem);
            increment.setPositionIncrement(0);
            flags.setFlags(STEM);
            stem = Stems.NONE;
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        stem = stems.of(term);
        flags.setFlags(stem.isEmpty() ? STOP_WORD : 0);
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        stem = Stems.NONE;
    }
}

package dev.headrace.edge.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.util.AttributeSource.State;
import org.jspecify.annotations.Nullable;

/** Adds the stem of each word, in the same place, with a flag. Stop words get a flag and no stem. */
final class StemFilter extends TokenFilter {

    static final int STEM = 1;
    static final int STOP_WORD = 2;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private final Stems stems;
    private @Nullable State word;
    private String stem = Stems.NONE;

    StemFilter(TokenStream input, Stems stems) {
        super(input);
        this.stems = stems;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (word != null) {
            restoreState(word);
            word = null;
            term.setEmpty().append(stem);
            increment.setPositionIncrement(0);
            flags.setFlags(STEM);
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        stem = stems.of(term);
        if (stem.isEmpty()) {
            flags.setFlags(STOP_WORD);
        } else {
            flags.setFlags(0);
            word = captureState();
        }
        return true;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        word = null;
    }
}

package dev.headrace.edge.index;

import com.ibm.icu.util.VersionInfo;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerConfig;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Divides texts into words without case and diacritics, each with its stem in the language of the locale. Chinese, Japanese
 * and Korean texts become pairs of characters.
 */
final class TextAnalyzer extends Analyzer {

    /** Indexes of other versions are built again. */
    static final String VERSION = "1 " + Version.LATEST + " " + VersionInfo.ICU_VERSION;

    static final int MAX_WORD = 60;

    private static final ICUTokenizerConfig WORDS = new DefaultICUTokenizerConfig(false, true);
    private static final int SCRIPTS = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA
            | CJKBigramFilter.HANGUL;

    private final @Nullable Analyzer language;
    private final boolean forDocuments;

    private TextAnalyzer(String locale, boolean forDocuments) {
        this.language = Language.analyzer(locale);
        this.forDocuments = forDocuments;
    }

    static TextAnalyzer ofDocuments(String locale) {
        return new TextAnalyzer(locale, true);
    }

    static TextAnalyzer ofQueries(String locale) {
        return new TextAnalyzer(locale, false);
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        ICUTokenizer words = new ICUTokenizer(WORDS);
        // Documents have single characters as well, because a query may be a single one.
        TokenStream tokens = new CJKBigramFilter(words, SCRIPTS, forDocuments);
        tokens = new ICUNormalizer2Filter(tokens);
        tokens = new StemFilter(tokens, new Stems(language));
        tokens = new ICUFoldingFilter(tokens);
        tokens = TruncateTokenFilter.truncateAfterCodePoints(tokens, MAX_WORD);
        tokens = new LengthFilter(tokens, 1, Integer.MAX_VALUE);
        return new TokenStreamComponents(words, new StemMarkFilter(tokens));
    }

    @Override
    public void close() {
        super.close();
        if (language != null) {
            language.close();
        }
    }
}

package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.fuzz.Fuzz;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsFuzzTest {

    private static final int MAX_TERM_BYTES = 32_766;

    /** Of queries, and of documents, whose words must be in order and not too long for the index. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar", "tr", "th", "xx"})
    void words(String locale) {
        try (Analyzer ofQueries = TextAnalyzer.ofQueries(locale);
                Analyzer ofDocuments = TextAnalyzer.ofDocuments(locale)) {
            // Loads the rules of the language.
            assertThat(QueryWords.of("water", ofQueries).words()).hasSize(1);
            Fuzz.of("search-texts").allocating(4 * 1024 * 1024, 5_000).texts(text -> {
                QueryWords words = QueryWords.of(text, ofQueries);
                assertThat(words.words().size() + words.phrases().size()).isLessThanOrEqualTo(QueryWords.MAX_WORDS);
                checkDocument(ofDocuments, text);
            });
        }
    }

    private static void checkDocument(Analyzer analyzer, String text) throws Exception {
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            TermToBytesRefAttribute term = tokens.addAttribute(TermToBytesRefAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            int last = 0;
            while (tokens.incrementToken()) {
                assertThat(term.getBytesRef().length).isBetween(1, MAX_TERM_BYTES);
                assertThat(offset.startOffset()).isGreaterThanOrEqualTo(last);
                last = offset.startOffset();
            }
            tokens.end();
        }
    }
}

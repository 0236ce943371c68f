package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.index.QueryWords.Word;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryWordsTest {

    private static QueryWords words(String locale, String text) {
        try (Analyzer analyzer = TextAnalyzer.ofQueries(locale)) {
            return QueryWords.of(text, analyzer);
        }
    }

    private static List<String> exact(String locale, String text) {
        return words(locale, text).words().stream().map(Word::exact).toList();
    }

    @ParameterizedTest
    @CsvSource({"de,Straße,strasse", "de,Strasse,strasse", "fr,CAFÉ,cafe", "en,Ödön,odon", "sv,Ångström,angstrom",
            "en,ﬁne,fine", "en,ＡＢＣ,abc", "ar,الماء,الماء", "el,Ύδωρ,υδωρ", "xx,Wörter,worter", "ja,東京,東京"})
    void wordsHaveNeitherCaseNorDiacritics(String locale, String text, String word) {
        assertThat(exact(locale, text)).containsExactly(word);
    }

    /** Each pair of texts has one stem. */
    @ParameterizedTest
    @CsvSource({"en,running,runs", "en-GB,rivers,river", "de,Häuser,Haus", "de,Mueller,Müller", "fr,l'eau,eau",
            "fr,chevaux,cheval", "es,canciones,canción", "it,dell'acqua,acqua", "nl,boeken,boek", "ru,реки,река",
            "ar,كتاب,الكتاب", "cs,řeky,řeka", "pt-BR,canais,canal", "fi,talossa,talo", "hu,házak,ház"})
    void wordsOfOneStemMatch(String locale, String one, String other) {
        assertThat(words(locale, one).words().getFirst().stem())
                .isEqualTo(words(locale, other).words().getFirst().stem());
    }

    @Test
    void chineseJapaneseAndKoreanTextsArePairsOfCharacters() throws Exception {
        assertThat(exact("ja", "東京都")).containsExactly("東京", "京都");
        assertThat(words("ja", "東京都").words()).noneMatch(Word::isAlphabetic);
        assertThat(exact("zh", "水")).containsExactly("水");
        assertThat(ofDocument("zh", "水坝")).contains("水", "坝", "水坝");
        assertThat(exact("th", "น้ำตก")).isNotEmpty();
    }

    private static List<String> ofDocument(String locale, String text) throws Exception {
        List<String> words = new ArrayList<>();
        try (Analyzer analyzer = TextAnalyzer.ofDocuments(locale);
                TokenStream tokens = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(term.toString());
            }
            tokens.end();
        }
        return words;
    }

    @Test
    void documentsHaveStemsBesideWords() throws Exception {
        assertThat(ofDocument("en", "The river runs")).containsExactly("the", "river", "runs", "\u0001run");
    }

    @Test
    void onlyTheLastWordMayBeABeginning() {
        assertThat(words("en", "water mill").words()).extracting(Word::isLast).containsExactly(false, true);
        assertThat(words("en", "water \"mill\"").words()).extracting(Word::isLast).containsExactly(false);
        assertThat(words("en", "see the").words()).extracting(Word::isLast).containsExactly(false);
    }

    @Test
    void stopWordsCountOnlyIfThereIsNothingElse() {
        assertThat(exact("en", "the weir of it")).containsExactly("weir");
        assertThat(exact("en", "the")).containsExactly("the");
        assertThat(words("en", "the \"of it\"").words()).isEmpty();
    }

    @Test
    void textsInQuotationMarksArePhrases() {
        assertThat(words("en", "old \"water mill\" “by the sea”").phrases())
                .containsExactly(List.of("water", "mill"), List.of("by", "the", "sea"));
        assertThat(exact("en", "water \"mill")).containsExactly("water", "mill");
        assertThat(words("en", "\"\" \"!\"").isEmpty()).isTrue();
    }

    @Test
    void wordsAreBounded() {
        assertThat(words("en", "a1 b1 c1 d1 e1 f1 g1 h1 ".repeat(2) + "x1 y1 z1").words()).hasSize(8);
        assertThat(words("en", "東".repeat(400)).words().size()).isLessThanOrEqualTo(QueryWords.MAX_WORDS);
        assertThat(exact("en", "x".repeat(400)).getFirst()).hasSize(TextAnalyzer.MAX_WORD);
        assertThat(words("en", " !? * \u0000 \u200d").isEmpty()).isTrue();
    }
}

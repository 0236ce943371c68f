package dev.headrace.edge.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.index.Fragments.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.Test;

class FragmentsTest {

    private static List<String> fragments(String text, int max, String... words) {
        List<Match> matches = new ArrayList<>();
        for (String word : words) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                // Offsets are those of the whole field.
                matches.add(new Match(7 + at, 7 + at + word.length(), new Term("f", word)));
            }
        }
        return Fragments.of(text, 7, matches, max);
    }

    private static String filler(String word) {
        return IntStream.range(0, 60).mapToObj(i -> word + i).collect(Collectors.joining(" "));
    }

    @Test
    void shortTextsAreShownAsAWhole() {
        assertThat(fragments("A <weir> & a \"mill\" isn't one", 3, "weir", "mill"))
                .containsExactly("A &lt;<mark>weir</mark>&gt; &amp; a &quot;<mark>mill</mark>&quot; isn&#39;t one");
    }

    @Test
    void wordsInOnePlaceAreMarkedOnce() {
        assertThat(fragments("old rivers run", 3, "river", "rivers")).hasSize(1).allSatisfy(
                html -> assertThat(html).containsOnlyOnce("<mark>"));
    }

    @Test
    void theBestPartsAreInTheOrderOfTheText() {
        String text = filler("a") + " weir " + filler("b") + " weir and mill " + filler("c") + " mill " + filler("d");

        assertThat(fragments(text, 1, "weir", "mill")).hasSize(1).first().asString()
                .contains("<mark>weir</mark> and <mark>mill</mark>");
        assertThat(fragments(text, 3, "weir", "mill")).hasSize(3)
                .allSatisfy(html -> assertThat(html).hasSizeBetween(100, 300).doesNotStartWith(" "));
        assertThat(fragments(text, 3, "weir", "mill").getFirst()).contains("a59 <mark>weir</mark> b0 ");
    }

    @Test
    void textsWithoutSpacesAreCutBetweenCharacters() {
        String text = "\ud83c\udf0a".repeat(300) + "x" + "\ud83c\udf0a".repeat(300);

        String html = fragments(text, 3, "x").getFirst();

        assertThat(html).contains("<mark>x</mark>").hasSizeLessThan(250);
        assertThat(html.codePoints()).noneMatch(each -> Character.getType(each) == Character.SURROGATE);
    }
}

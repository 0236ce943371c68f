package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The Bridge, taken-in! | the bridge taken in
            résumé re\u0301sume\u0301 RESUME | resume
            Straße STRASSE | strasse
            it's 3½ km | it s 31 2 km
            हिन्दी भाषा | हिन्दी भाषा
            ｆｕｌｌ | full
            測試abc | 測試 試 abc
            วันนี้ | วั ัน นน นี ี้ ้
            タワー | タワ ワー ー
            한국어 | 한국어
            Й | и""")
    void textsAreDividedIntoWords(String text, String words) {
        assertThat(SearchWords.of(text.translateEscapes())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            测, 软件测试
            试, 软件测试
            软件测, 软件测试
            件测试, 软件测试
            บ, วันนี้เป็นวันทำงาน บ้าน
            วันทำงาน, วันนี้เป็นวันทำงาน
            タワー, 東京タワーへ
            2020, 東京2020
            123, 第123回大会
            123回, 第123回大会
            2024年, 令和2024年の計画
            fenêt, Die Fenetre""")
    void partsOfATextAreFound(String search, String text) {
        List<String> words = List.of(SearchWords.of(text).split(" "));

        assertThat(SearchWords.searched(search)).isNotEmpty()
                .allMatch(word -> words.stream().anyMatch(each -> each.startsWith(word)));
    }

    @Test
    void wordsAreLimited() {
        assertThat(SearchWords.of("a".repeat(10_000_000))).hasSize(100);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500_000; i++) {
            many.append("word").append(i).append(' ');
        }
        assertThat(SearchWords.of(many.toString()).length()).isBetween(299_000, 300_200);
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            pairs.append((char) (0x4e00 + i % 20_000)).append((char) (0x4e00 + i / 20));
        }
        assertThat(SearchWords.of(pairs.toString()).getBytes(StandardCharsets.UTF_8)).hasSizeBetween(500_000, 1 << 20);
        assertThat(SearchWords.of("")).isEmpty();
        assertThat(SearchWords.of(" … ")).isEmpty();
    }
}

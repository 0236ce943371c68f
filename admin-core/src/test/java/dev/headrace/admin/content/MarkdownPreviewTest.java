package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ui.ConcurrentModel;

@Tag("attack")
class MarkdownPreviewTest {

    @Test
    void tablesAreRendered() {
        assertThat(html("| a | b |\n|---|--:|\n| 1 | **2** |")).contains("<th>a</th>", "<td align=\"right\"><strong>2")
                .doesNotContain("|");
    }

    @Test
    void htmlIsEscapedAndUnsafeLinksAreRemoved() {
        assertThat(html("| a |\n|---|\n| <b>x</b> |\n\n[go](javascript:alert(1))")).contains("&lt;b&gt;")
                .doesNotContain("<b>", "javascript:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "<a ", "<http:", "x <!--", "![", "[a](", "*a ", "a**b", "- ", "1. ", "`", "|a",
            "a|\n", "(",
            "[a]: ", "\n> ", "a**b_c* "})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void hostileTextsAreRendered(String part) {
        assertThat(html(part.repeat(1_000_000 / part.length()))).isNotNull();
    }

    @Test
    void longTextsAreCut() {
        ConcurrentModel model = new ConcurrentModel();

        new MarkdownPreview().preview("fields/text", Map.of("fields/text", "word ".repeat(20_000)), model);

        assertThat(model.getAttribute("limit")).isEqualTo(50_000);
        assertThat(String.valueOf(model.getAttribute("html"))).hasSizeBetween(50_000, 50_100);
    }

    @Test
    void tablesThatGrowBeyondTheTextAreRejected() {
        String table = "|" + "a|".repeat(5_000) + "\n|" + "-|".repeat(5_000) + "\n" + "|x\n".repeat(20_000);
        ConcurrentModel model = new ConcurrentModel();

        new MarkdownPreview().preview("fields/text", Map.of("fields/text", table), model);

        assertThat(model.getAttribute("tooLarge")).isEqualTo(true);
        assertThat(model.getAttribute("html")).isNull();
    }

    private static String html(String markdown) {
        ConcurrentModel model = new ConcurrentModel();
        new MarkdownPreview().preview("fields/text", Map.of("fields/text", markdown), model);
        return String.valueOf(Objects.requireNonNull(model.getAttribute("html")));
    }
}

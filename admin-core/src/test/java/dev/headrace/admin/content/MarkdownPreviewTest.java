package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ConcurrentModel;

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

    private static String html(String markdown) {
        ConcurrentModel model = new ConcurrentModel();
        new MarkdownPreview().preview("fields/text", Map.of("fields/text", markdown), model);
        return String.valueOf(model.getAttribute("html"));
    }
}

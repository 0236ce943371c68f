package dev.headrace.admin.content;

import dev.headrace.admin.schema.MarkdownSyntax;
import java.util.Map;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Renders a Markdown preview. HTML is escaped, and unsafe URLs are removed. The text is limited, because mixed emphasis
 * takes quadratic time; {@link MarkdownSyntax} has the other limits.
 */
@Controller
class MarkdownPreview {

    private static final int MAX_TEXT = 50_000;

    private final Parser parser = MarkdownSyntax.parser();
    private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(MarkdownSyntax.EXTENSIONS).escapeHtml(true)
            .sanitizeUrls(true).build();

    /** @param control the name of the parameter that contains the text */
    @PostMapping("/admin/markdown")
    String preview(@RequestParam String control, @RequestParam Map<String, String> parameters, Model model) {
        String text = parameters.getOrDefault(control, "");
        String shown = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        model.addAttribute("limit", shown.length() < text.length() ? MAX_TEXT : null);
        try {
            model.addAttribute("html", renderer.render(parser.parse(shown)));
        } catch (IllegalArgumentException e) {
            // The parser's way to say that it has reached a limit.
            model.addAttribute("tooLarge", true);
        }
        return "content/preview";
    }
}

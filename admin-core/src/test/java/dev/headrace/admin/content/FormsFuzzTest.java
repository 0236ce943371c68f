package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.testkit.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ConcurrentModel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("attack")
class FormsFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ContentType PAGE = TestModels.of("""
            types:
              page:
                fields:
                  title: {type: text}
                  price: {type: number}
                  date: {type: datetime}
                  on: {type: boolean}
                  tags: {type: reference, to: [page], many: true}
                  seo: {type: group, fields: {note: {type: text}}}
                  rows: {type: group, many: true, fields: {cell: {type: text}}}
                  parts: {type: blocks, of: {quote: {fields: {text: {type: text}}}}}
            """).type("page");
    private static final ObjectNode BEFORE = (ObjectNode) JSON.readTree("""
            {"title": 1, "seo": {"note": "n"}, "rows": [{"_key": "a", "cell": "x"}, 1, {"_key": 2}],
             "parts": [{"_key": "b", "_type": "quote", "text": "t"}, {"_type": "other"}], "tags": {}, "date": "x"}""");

    /** The names and values of a form, a line each. */
    @Test
    void forms() {
        Fuzz.of("forms").allocating(1024 * 1024, 3_000).texts(text -> {
            FormTree form = FormTree.of(parameters(text));
            assertThat(form.values(PAGE, BEFORE).propertyNames()).allMatch(name -> PAGE.field(name).isPresent());
            assertThat(form.withoutField(PAGE).keySet()).noneMatch(name -> PAGE.field(name).isPresent());
            assertThat(form.removed()).allMatch(control -> control.startsWith(FormTree.ROOT));
        });
    }

    private static Map<String, List<String>> parameters(String text) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        text.lines().map(line -> line.split("=", 2))
                .forEach(parts -> parameters.computeIfAbsent(parts[0], _ -> new ArrayList<>())
                        .add(parts[parts.length - 1]));
        return parameters;
    }

    @Test
    void patches() {
        Fuzz.of("patches").refusedWith(JacksonException.class, NumberFormatException.class)
                .allocating(1024 * 1024, 2_000).texts(text -> {
                    if (JSON.readTree(text) instanceof ObjectNode patch) {
                        assertThat(ValuePatch.apply(BEFORE, patch).propertyNames()).containsAll(patch.propertyNames());
                    }
                });
    }

    @Test
    void markdown() {
        MarkdownPreview preview = new MarkdownPreview();
        Fuzz.of("markdown").upTo(60_000)
                .including("[" + "\u03a3".repeat(40_000) + "]", "[" + "\u0130".repeat(990) + "]: /x")
                .allocating(32 * 1024 * 1024, 5_000).texts(text -> {
                    ConcurrentModel model = new ConcurrentModel();
                    preview.preview("fields/text", Map.of("fields/text", text), model);
                    assertThat(String.valueOf(model.getAttribute("html")))
                            .doesNotContainPattern("(?i)<script|\"javascript:");
                });
    }

    @Test
    void slugs() {
        Fuzz.of("slug-sources").allocating(16 * 1024 * 1024, 200)
                .texts(text -> assertThat(Slugs.of(text)).matches("([a-z0-9]+(-[a-z0-9]+)*)?"));
    }

    @Test
    void expectedVersions() {
        Fuzz.of("if-match").refusedWith(ConflictException.class)
                .texts(header -> assertThat(ExpectedVersion.parse(header).toString()).isNotEmpty());
    }
}

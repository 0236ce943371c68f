package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages of the model: types, their definitions, deleting them. */
class ModelPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author: {title: name, fields: {name: {type: text, required: true}}}
                  essay:
                    title: title
                    fields: {title: {type: text}, author: {type: reference, to: [author]}}
                  note: {title: text, fields: {text: {type: text}}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void typesAreListedWithTheirDefinitions() {
        Page list = browser.open("/admin/model");
        assertThat(list.texts("tbody code")).contains("author", "essay");
        assertThat(list.texts("nav .nav-link-title")).contains("Model");

        Page type = browser.open("/admin/model/essay");

        assertThat(type.texts("tbody tr").get(1)).contains("author", "reference to author");
        assertThat(type.element(".definition").wholeText()).startsWith("types:\n  essay:\n");
    }

    @Test
    void nestedFieldsAndRulesAreListed() {
        core.apply("""
                types: {recipe: {title: title, fields: {title: {type: text, required: true, max: 80},
                  steps: {type: group, many: true, fields: {minutes: {type: number, integer: true, min: 0}}},
                  parts: {type: blocks, of: {quote: {fields: {mood: {type: enum, values: [glad, sad]}}}}}}}}""");

        Page type = browser.open("/admin/model/recipe");

        assertThat(type.texts("tbody tr")).containsExactly("Title title text max 80; required",
                "Steps steps group many", "Minutes minutes number integer; min 0", "Parts parts blocks",
                "Quote quote block type", "Mood mood enum values glad, sad");
        assertThat(type.element(".definition").wholeText()).contains("""
                      steps:
                        type: group
                        fields:
                          minutes: {type: number, integer: true, min: 0}
                        many: true
                """);
    }

    @Test
    void typesInUseCannotBeDeleted() {
        Page page = browser.open("/admin/model/author/delete");

        assertThat(page.text("main .card")).contains("cannot be deleted", "'essay.author'");
        assertThat(page.html().select("main form")).isEmpty();
    }

    @Test
    void aTypeIsDeletedWithItsEntriesOnceThisIsConfirmed() {
        core.post("/api/entries/note", "{\"fields\": {\"text\": \"Kept until confirmed\"}}");
        Page page = browser.open("/admin/model/note/delete");
        assertThat(page.text("main form li")).contains("note", "1 entr");

        Page refused = browser.send(page, "main form", Map.of());
        assertThat(refused.text("[role=alert]")).startsWith("Not deleted. ");
        assertThat(core.get("/api/types/note").status()).isEqualTo(200);

        Page deleted = browser.send(refused, "main form", Map.of("force", "true"));
        assertThat(deleted.text(".alert-success")).contains("The type “note” was deleted.");
        assertThat(core.get("/api/types/note").status()).isEqualTo(404);
    }
}

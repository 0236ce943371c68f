package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Values of fields that a model change removes or replaces. */
class RemovedFieldsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void destructiveStepsAreRejectedUnlessAllowed() {
        core.apply("types: {loss: {title: title, fields: {title: {type: text}, note: {type: text}}}}");
        core.post("/api/entries/loss", "{\"fields\":{\"title\":\"x\",\"note\":\"n\"}}");
        String replaced = "types: {loss: {title: title, fields: {title: {type: text}, note: {type: number}}}}";

        Answer refused = core.apply(replaced);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains("removes its values from 1 entry");

        Answer allowed = core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", replaced);
        assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
        assertThat(core.get("/api/entries/loss").json().path("total").intValue()).isEqualTo(1);
    }

    @Test
    void pruningRemovesOmittedPartsWithTheirValues() {
        core.apply("""
                types:
                  going: {title: title, fields: {title: {type: text}}}
                  staying:
                    title: title
                    fields: {title: {type: text}, code: {type: text, unique: true}, to: {type: reference, to: [going]}}
                """);
        String going = create("going", "{\"title\": \"g\"}");
        String staying = create("staying", "{\"title\": \"s\", \"code\": \"C\", \"to\": \"" + going + "\"}");
        core.post("/api/entries/going/" + going + "/publish", "");
        core.post("/api/entries/staying/" + staying + "/publish", "");
        String others = core.get("/api/schema").text().replaceFirst("(?s)  going:\n.*?(?=\n  \\S|\\z)", "")
                .replaceFirst("(?s)  staying:\n.*?(?=\n  \\S|\\z)", "");
        String pruned = others.stripTrailing() + "\n  staying: {title: title, fields: {title: {type: text}}}\n";

        Answer refused = core.call("POST", "/api/schema/apply?prune=true", "application/yaml", pruned);
        Answer diff = core.call("POST", "/api/schema/diff?prune=true", "application/yaml", pruned);
        Answer applied = core.call("POST", "/api/schema/apply?prune=true&allowDestructive=true", "application/yaml",
                pruned);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(diff.json().path("steps").findValuesAsString("kind")).as(diff.text())
                .containsExactlyInAnyOrder("removeField", "removeField", "deleteType");
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(core.get("/api/types/going").status()).isEqualTo(404);
        assertThat(core.get("/api/entries/staying/" + staying).json().path("fields").propertyNames())
                .containsExactly("title");
        assertThat(publishedFields(staying)).contains("s").doesNotContain("C", going);
        assertThat(jdbc().sql("""
                select (select count(*) from entry where id = :going::uuid)
                + (select count(*) from publication where entry_id = :going::uuid)
                + (select count(*) from unique_value where entry_id = :staying::uuid)
                + (select count(*) from entry_reference where entry_id = :staying::uuid)""").param("going", going)
                .param("staying", staying).query(Long.class).single()).isZero();
    }

    @Test
    void removingAGroupReleasesItsUniqueValuesAndReferences() {
        core.apply(model("linked", ""));
        core.apply(
                """
                        types: {holder: {title: title, fields: {title: {type: text},
                          at: {type: group, fields: {to: {type: reference, to: [linked]}, code: {type: text, unique: true}}},
                          parts: {type: blocks, of: {link: {fields: {to: {type: reference, to: [linked]}}}, other: {fields: {x: {type: text}}}}}}}}""");
        String first = create("linked", "{\"title\": \"a\"}");
        String second = create("linked", "{\"title\": \"b\"}");
        String id = create("holder", """
                {"title": "x", "at": {"to": "FIRST", "code": "C"}, "parts": [{"_type": "link", "to": "SECOND"}]}"""
                .replace("FIRST", first).replace("SECOND", second));

        Answer changed = core.call("PUT", "/api/types/holder?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text"},
                 "parts": {"type": "blocks", "of": {"other": {"fields": {"x": {"type": "text"}}}}}}}""");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(core.delete("/api/entries/linked/" + first).status()).isEqualTo(204);
        assertThat(core.delete("/api/entries/linked/" + second).status()).isEqualTo(204);
        assertThat(jdbc().sql("""
                select (select count(*) from unique_value where entry_id = :id::uuid)
                + (select count(*) from unique_use where entry_id = :id::uuid)""").param("id", id).query(Long.class)
                .single()).isZero();
    }

    @Test
    void anEntryWithoutValuesOfARemovedNestedFieldIsPublishedUnchanged() {
        core.apply(model("plain", "at: {type: group, fields: {a: {type: text}, b: {type: text}}}"));
        String id = create("plain", "{\"title\": \"x\", \"at\": {\"a\": \"1\"}}");
        core.call("PUT", "/api/types/plain?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text"},
                 "at": {"type": "group", "fields": {"b": {"type": "text"}}}}}""");

        core.post("/api/entries/plain/" + id + "/publish", "");

        assertThat(core.get("/api/entries/plain/" + id).json().path("status").stringValue()).isEqualTo("published");
    }

    @Test
    void aRevisionWithValuesOfAReplacedFieldIsRestoredAsAnUnpublishableDraft() {
        String text = "long ".repeat(1_500);
        core.apply(model("page", "code: {type: text, max: 9000}, by: {type: text}, at: {type: text}"));
        String id = create("page", """
                {"title": "x", "code": "%s", "by": "Ann", "at": "Bern"}""".formatted(text));
        core.patch("/api/entries/page/" + id, "{\"fields\": {\"title\": \"y\"}}");
        destructive(model("page", """
                code: {type: slug, unique: true}, by: {type: reference, to: [page]},
                at: {type: group, fields: {city: {type: text}}}"""));
        assertThat(core.post("/api/entries/page/" + id + "/publish", "").status()).isEqualTo(200);

        Answer restored = core.post("/api/entries/page/" + id + "/revisions/1/restore", "");
        Answer published = core.post("/api/entries/page/" + id + "/publish", "");
        Answer patched = core.patch("/api/entries/page/" + id, "{\"fields\": {\"title\": \"z\"}}");

        assertThat(restored.status()).as(restored.text()).isLessThan(300);
        assertThat(core.get("/api/entries/page/" + id + "/revisions/1").text()).contains("Ann", "Bern");
        assertThat(published.status()).isEqualTo(400);
        assertThat(published.json().path("errors").findValuesAsString("pointer")).containsExactly("/code", "/by",
                "/at");
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(core.get("/api/entries/page/" + id).json().path("fields")).isEqualTo(JsonMapper.shared().readTree("""
                {"title": "z", "code": "%s", "by": "Ann", "at": "Bern"}""".formatted(text)));
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            assertThat(browser.open("/admin/content/page/" + id).text(".problems")).contains("cannot be published yet",
                    "At has a value of the field's former type: \"Bern\"");
            Browser.Page saved = browser.send(browser.open("/admin/content/page/" + id), "#entry-form",
                    Map.of("fields/title", "By form"));
            assertThat(saved.text(".alert-success")).contains("Saved");
            assertThat(core.get("/api/entries/page/" + id).json().path("fields").toString())
                    .contains("By form", "Ann", "Bern");
            browser.send(saved, "#entry-form", Map.of("fields/at/_remove", "true", "fields/by/_remove", "true"));
            assertThat(core.get("/api/entries/page/" + id).json().path("fields").propertyNames())
                    .containsExactly("title", "code");
        }
        core.patch("/api/entries/page/" + id,
                "{\"fields\": {\"code\": null, \"at\": {\"city\": \"Bern\"}}}");
        assertThat(core.post("/api/entries/page/" + id + "/publish", "").status()).isEqualTo(200);
    }

    @Test
    void revisionValuesAreValidAgainWhenAFieldRegainsItsFormerType() {
        core.apply(model("paper", "width: {type: text}"));
        String id = create("paper", "{\"title\": \"x\", \"width\": \"broad\"}");
        core.patch("/api/entries/paper/" + id, "{\"fields\": {\"title\": \"y\"}}");
        destructive(model("paper", "width: {type: number}"));
        destructive(model("paper", "width: {type: text, max: 500}"));

        core.post("/api/entries/paper/" + id + "/revisions/1/restore", "");

        assertThat(core.post("/api/entries/paper/" + id + "/publish", "").status()).isEqualTo(200);
        assertThat(core.get("/api/entries/paper/" + id).json().at("/fields/width").asString()).isEqualTo("broad");
        assertThat(core.get("/api/types/paper").text()).doesNotContain("formerIds");
    }

    private static String model(String type, String field) {
        return "types: {%s: {title: title, fields: {title: {type: text}%s}}}".formatted(type,
                field.isEmpty() ? "" : ", " + field);
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static String publishedFields(String id) {
        return jdbc().sql("select fields::text from publication where entry_id = :id::uuid").param("id", id)
                .query(String.class).single();
    }

    private static JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}

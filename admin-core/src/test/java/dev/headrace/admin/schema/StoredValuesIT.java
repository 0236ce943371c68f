package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Stored values and derived data after model changes. */
class StoredValuesIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void sharingAFieldIsDestructiveIfLocalesHaveOtherValues() {
        core.apply(model("sign", "text: {type: text, localized: true}"));
        String id = create("sign", "{\"title\": \"x\", \"text\": \"yes\"}");
        translate("sign", id, "{\"text\": \"ja\"}");
        String same = create("sign", "{\"title\": \"x\", \"text\": \"ok\"}");
        translate("sign", same, "{\"text\": \"ok\"}");
        String shared = model("sign", "text: {type: text}");

        JsonNode step = diff(shared).at("/steps/0");
        assertThat(step.path("destructive").booleanValue()).isTrue();
        assertThat(step.path("effect").stringValue()).contains("1 entry loses values");
        assertThat(core.apply(shared).status()).isEqualTo(409);
        assertThat(german("sign", id).at("/fields/text").stringValue()).isEqualTo("ja");

        assertThat(destructive(shared).status()).isEqualTo(200);
        assertThat(german("sign", id).at("/fields/text").stringValue()).isEqualTo("yes");
    }

    @Test
    void sharingAFieldIsDestructiveForPublishedValuesToo() {
        core.apply(model("plaque", "text: {type: text, localized: true}"));
        String id = create("plaque", "{\"title\": \"x\", \"text\": \"yes\"}");
        translate("plaque", id, "{\"text\": \"ja\"}");
        core.post("/api/entries/plaque/" + id + "/publish?locale=*", "");
        translate("plaque", id, "{\"text\": \"yes\"}");

        assertThat(core.apply(model("plaque", "text: {type: text}")).status()).isEqualTo(409);
    }

    @Test
    void sharingAFieldIsNotDestructiveForAValueOfOneLocale() {
        core.apply(model("poster", "at: {type: group, localized: true, fields: {a: {type: text}, b: {type: text}}}"));
        String id = create("poster", "{\"title\": \"x\", \"at\": {\"a\": \"1\", \"b\": \"2\"}}");
        translate("poster", id, "{\"at\": {\"a\": \"1\"}}");
        String other = create("poster", "{\"title\": \"y\", \"at\": {\"a\": \"1\", \"b\": \"2\"}}");
        translate("poster", other, "{\"at\": {\"a\": \"1\", \"b\": \"zwei\"}}");

        assertThat(
                diff(model("poster", "at: {type: group, fields: {a: {type: text}, b: {type: text, localized: true}}}"))
                        .path("steps").findValuesAsString("destructive"))
                .doesNotContain("true");
        assertThat(diff(model("poster", "at: {type: group, fields: {a: {type: text}, b: {type: text}}}"))
                .path("steps").findValuesAsString("effect").toString()).contains("1 entry loses values");
    }

    @Test
    void titlesSearchAndStatusFollowModelChanges() {
        core.apply("""
                types: {tale: {title: title, fields: {title: {type: text, localized: true},
                  slug: {type: slug, from: title, localized: true, unique: true}, note: {type: text}}}}""");
        String id = create("tale", "{\"title\": \"Frog\", \"note\": \"xylophone\"}");
        translate("tale", id, "{\"title\": \"Frosch\", \"slug\": \"frosch\"}");
        core.post("/api/entries/tale/" + id + "/publish?locale=*", "");
        core.patch("/api/entries/tale/" + id, "{\"fields\": {\"note\": \"zither\"}}");
        assertThat(german("tale", id).path("status").stringValue()).isEqualTo("changed");

        destructive(
                "types: {tale: {title: title, fields: {title: {type: text}, slug: {type: slug, from: title, unique: true}}}}");
        core.call("PUT", "/api/types/tale?allowDestructive=true", "application/json", """
                {"title": "title", "fields": {"title": {"type": "text"},
                 "slug": {"type": "slug", "from": "title", "unique": true}}}""");

        assertThat(german("tale", id).path("status").stringValue()).isEqualTo("published");
        assertThat(core.get("/api/entries/tale?locale=de").json().at("/items/0/title").stringValue()).isEqualTo("Frog");
        assertThat(core.get("/api/entries/tale?locale=de").json().at("/items/0/slug").stringValue()).isEqualTo("frog");
        assertThat(core.get("/api/entries/tale?q=zither").json().path("total").intValue()).isZero();
        assertThat(jdbc().sql("select string_agg(slug, ' ') from publication where entry_id = :id::uuid")
                .param("id", id).query(String.class).single()).isEqualTo("frog frog");
    }

    @Test
    void listsShowTheNewTitleField() {
        core.apply("""
                types: {named: {title: title, fields: {title: {type: text}, other: {type: text},
                  slug: {type: slug, from: title}}}}""");
        create("named", "{\"title\": \"Old name\", \"other\": \"New name\"}");

        core.call("PUT", "/api/types/named?allowDestructive=true", "application/json", """
                {"title": "other", "fields": {"title": {"type": "text"}, "other": {"type": "text"}}}""");

        JsonNode row = core.get("/api/entries/named?q=new").json().at("/items/0");
        assertThat(row.path("title").stringValue()).isEqualTo("New name");
        assertThat(row.path("slug").isNull()).isTrue();
    }

    @Test
    void aDraftThatDiffersAfterTheChangeIsMarkedChanged() {
        core.apply(model("sort", "text: {type: text, localized: true}"));
        String id = create("sort", "{\"title\": \"x\", \"text\": \"yes\"}");
        translate("sort", id, "{\"text\": \"ja\"}");
        core.post("/api/entries/sort/" + id + "/publish?locale=de", "");

        destructive(model("sort", "text: {type: text}"));

        assertThat(german("sort", id).path("status").stringValue()).isEqualTo("changed");
    }

    @Test
    void invalidatedValuesAreCountedAndKeptButNotPublished() {
        core.apply(model("target", ""));
        core.apply(
                """
                        types: {piece: {title: title, fields: {title: {type: text}, format: {type: enum, values: [essay, howto]},
                          note: {type: text}, n: {type: number}, refs: {type: reference, to: [target, piece], many: true},
                          parts: {type: group, many: true, fields: {kind: {type: enum, values: [a, b]}}}}}}""");
        String target = create("target", "{\"title\": \"t\"}");
        String id = create("piece", """
                {"title": "x", "format": "howto", "note": "NOTE", "n": 1.5, "refs": ["TARGET"],
                 "parts": [{"kind": "b"}, {"kind": "b"}]}""".replace("NOTE", "n".repeat(50)).replace("TARGET", target));
        create("piece", "{\"title\": \"y\", \"format\": \"essay\", \"n\": 2}");
        String narrowed = """
                types: {piece: {title: title, fields: {title: {type: text}, format: {type: enum, values: [essay]},
                  note: {type: text, max: 10}, n: {type: number, integer: true}, refs: {type: reference, to: [piece], many: true},
                  parts: {type: group, many: true, fields: {kind: {type: enum, values: [a]}}}}}}""";

        JsonNode diff = diff(narrowed);
        Answer applied = core.apply(narrowed);
        Answer patched = core.patch("/api/entries/piece/" + id, "{\"fields\": {\"title\": \"z\"}}");
        Answer published = core.post("/api/entries/piece/" + id + "/publish", "");

        assertThat(diff.path("steps").findValuesAsString("field")).containsExactly("format", "note", "n", "refs",
                "parts.kind");
        assertThat(diff.path("steps").findValuesAsString("effect"))
                .allMatch(effect -> effect.contains("; 1 entry has a value that it no longer allows"));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(published.json().path("errors").findValuesAsString("pointer")).containsExactly("/format", "/note",
                "/n", "/parts/0/kind", "/parts/1/kind", "/refs");
        assertThat(core.patch("/api/entries/piece/" + id, "{\"fields\": {\"format\": \"poem\"}}").status())
                .isEqualTo(400);
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            Browser.Page saved = browser.send(browser.open("/admin/content/piece/" + id), "#entry-form",
                    Map.of("fields/title", "By form"));
            assertThat(saved.text(".alert-success")).isEqualTo("Saved as version 3.");
        }
        assertThat(core.get("/api/entries/piece/" + id).json().at("/fields/format").stringValue()).isEqualTo("howto");
    }

    @Test
    void sharingAnAbsentValueLosesNothing() {
        core.apply(model("hollow", "at: {type: group, localized: true, fields: {a: {type: text}}}"));
        String id = create("hollow", "{\"title\": \"x\"}");
        translate("hollow", id, "{\"at\": {\"a\": \"eins\"}}");

        assertThat(diff(model("hollow", "at: {type: group, fields: {a: {type: text, localized: true}}}")).path("steps")
                .findValuesAsString("destructive")).doesNotContain("true");
    }

    @Test
    void theFirstLocaleIsTheDefaultOne() {
        core.apply(model("greeting", "text: {type: text, localized: true}"));
        String id = create("greeting", "{\"title\": \"x\", \"text\": \"hello\"}");
        translate("greeting", id, "{\"text\": \"hallo\"}");

        assertThat(core.apply("locales: {de: {}, en: {}}\ntypes: {}\n").json().path("steps").size()).isEqualTo(1);
        assertThat(core.get("/api/entries/greeting/" + id).json().at("/fields/text").stringValue()).isEqualTo("hallo");
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
        assertThat(core.get("/api/entries/greeting/" + id).json().at("/fields/text").stringValue()).isEqualTo("hello");
    }

    @Test
    void uniqueValuesInsideAGroupFollowItsLocalization() {
        core.apply(model("coded", "at: {type: group, localized: true, fields: {code: {type: text, unique: true}}}"));
        String id = create("coded", "{\"title\": \"x\", \"at\": {\"code\": \"A\"}}");
        translate("coded", id, "{\"at\": {\"code\": \"A\"}}");
        String shared = model("coded", "at: {type: group, fields: {code: {type: text, unique: true}}}");
        assertThat(core.apply(shared).status()).isEqualTo(200);

        Answer other = core.post("/api/entries/coded?locale=de",
                "{\"fields\": {\"title\": \"y\", \"at\": {\"code\": \"A\"}}}");

        assertThat(other.json().path("errors").findValuesAsString("pointer")).containsExactly("/at/code");
    }

    @Test
    void aRolledBackModelIsNotCached() {
        core.apply(model("kept", ""));
        Types types = core.bean(Types.class);
        core.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            types.lockExclusive();
            types.replace(types.locales(), List.of());
            assertThat(types.find("kept")).isEmpty();
            transaction.setRollbackOnly();
        });

        jdbc().sql("update model set version = version + 1").update(); // as another core does
        assertThat(core.get("/api/types/kept").status()).isEqualTo(200);
    }

    private static String model(String type, String field) {
        return "types: {%s: {title: title, fields: {title: {type: text}%s}}}".formatted(type,
                field.isEmpty() ? "" : ", " + field);
    }

    private static void translate(String type, String id, String fields) {
        Answer saved = core.patch("/api/entries/" + type + "/" + id + "?locale=de", "{\"fields\": " + fields + "}");
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static JsonNode german(String type, String id) {
        return core.get("/api/entries/" + type + "/" + id + "?locale=de").json();
    }

    private static JsonNode diff(String yaml) {
        return core.call("POST", "/api/schema/diff", "application/yaml", yaml).json();
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}

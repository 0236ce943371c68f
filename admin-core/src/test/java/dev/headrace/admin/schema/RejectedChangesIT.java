package dev.headrace.admin.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Model changes that stored values forbid, or that need permission. A job adapts the values of all entries. */
class RejectedChangesIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest
                .start(Map.of("HEADRACE_MODEL_MAX_ENTRIES_AT_ONCE", 0, "HEADRACE_JOBS_RETRY_DELAY", "100ms"));
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aPrivateFieldBecomesPublicOnlyIfAllowed() {
        core.apply(model("recipe", "secret: {type: text, private: true}"));
        create("recipe", "{\"title\": \"x\", \"secret\": \"salary\"}");
        String exposed = model("recipe", "secret: {type: text}");

        JsonNode step = diff(exposed).json().at("/steps/1");
        Answer refused = core.apply(exposed);

        assertThat(step.path("kind").stringValue()).isEqualTo("exposeField");
        assertThat(step.path("destructive").booleanValue()).isTrue();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains(
                "'recipe.secret' becomes public: published documents will contain its values; 1 entry has one now");
        assertThat(core.get("/api/types/recipe").json().at("/fields/secret/private").booleanValue()).isTrue();
        assertThat(destructive(exposed).status()).isEqualTo(200);
    }

    @Test
    void aPrivateFieldWithoutEntriesNeedsNoPermission() {
        core.apply(model("draft", "secret: {type: text, private: true}"));

        assertThat(core.apply(model("draft", "secret: {type: text}")).status()).isEqualTo(200);
    }

    @Test
    void sharedValuesOfAFieldThatBecomesUniqueAreReportedBeforeTheChange() {
        core.apply(model("stock", """
                code: {type: text}, at: {type: group, many: true, fields: {key: {type: text}}},
                name: {type: text, localized: true}"""));
        create("stock", "{\"title\": \"Apple\", \"code\": \"A\", \"name\": \"n\"}");
        String second = create("stock",
                "{\"title\": \"Bean\", \"code\": \"A\", \"at\": [{\"key\": \"k\"}, {\"key\": \"k\"}]}");
        create("stock", "{\"title\": \"Cake\", \"code\": \"B\"}");
        create("stock", "{\"title\": \"Date\", \"code\": \"B\"}");
        translate("stock", second, "{\"name\": \"n\"}");
        String unique = model("stock", """
                code: {type: text, unique: true},
                at: {type: group, many: true, fields: {key: {type: text, unique: true}}},
                name: {type: text, localized: true, unique: true}""");

        Answer diff = diff(unique);

        assertThat(diff.status()).as(diff.text()).isEqualTo(400);
        assertThat(diff.json().path("errors").findValuesAsString("pointer")).containsExactly(
                "/types/stock/fields/code/unique", "/types/stock/fields/at/fields/key/unique");
        assertThat(diff.json().at("/errors/0/message").stringValue()).contains("2 values occur more than once",
                "such as '", "(");
        assertThat(diff.json().at("/errors/1/message").stringValue())
                .isEqualTo("cannot be unique: 1 value occurs more than once, such as 'k' in 'Bean' (" + second + ")");
        assertThat(core.apply(unique).json().path("errors")).isEqualTo(diff.json().path("errors"));
    }

    @Test
    void aFieldWithDuplicateDraftOrPublishedValuesCannotBecomeUnique() {
        core.apply("types: {shared: {title: title, fields: {title: {type: text}, sku: {type: text}}}}");
        String first = create("shared", "{\"title\": \"a\", \"sku\": \"X\"}");
        String second = create("shared", "{\"title\": \"b\", \"sku\": \"X\"}");
        core.post("/api/entries/shared/" + first + "/publish", "");
        core.post("/api/entries/shared/" + second + "/publish", "");
        core.patch("/api/entries/shared/" + second, "{\"fields\": {\"sku\": \"Y\"}}");
        String unique = "types: {shared: {title: title, fields: {title: {type: text}, sku: {type: text, unique: true}}}}";

        Answer inPublic = core.apply(unique);
        core.post("/api/entries/shared/" + second + "/publish", "");
        Answer alone = core.apply(unique);

        assertThat(inPublic.status()).as(inPublic.text()).isEqualTo(400);
        assertThat(inPublic.json().at("/errors/0/message").stringValue())
                .contains("1 value occurs more than once, such as 'X' in");
        assertThat(alone.status()).as(alone.text()).isEqualTo(200);
        Answer taken = core.post("/api/entries/shared", "{\"fields\": {\"title\": \"c\", \"sku\": \"X\"}}");
        assertThat(taken.status()).isEqualTo(400);

        core.apply("types: {shared: {title: title, fields: {title: {type: text}, sku: {type: text}}}}");
        assertThat(core.post("/api/entries/shared", "{\"fields\": {\"title\": \"c\", \"sku\": \"X\"}}").status())
                .isEqualTo(201);
    }

    @Test
    void entriesWithoutAValueOfAFieldThatBecomesRequiredAreCounted() {
        core.apply(model("form", "note: {type: text}, rows: {type: group, many: true, fields: {name: {type: text}}}"));
        create("form", "{\"title\": \"a\", \"note\": \"n\", \"rows\": [{\"name\": \"x\"}, {}]}");
        create("form", "{\"title\": \"b\"}");
        create("form", "{\"title\": \"c\"}");
        create("form", "{\"title\": \"d\", \"note\": \"\u200b \"}");

        JsonNode steps = diff(model("form", """
                note: {type: text, required: true},
                rows: {type: group, many: true, fields: {name: {type: text, required: true}}}""")).json().path("steps");

        assertThat(steps.findValuesAsString("effect")).satisfiesExactly(
                note -> assertThat(note).contains("; 3 entries have no value and need one before they are published"),
                name -> assertThat(name).contains("; 1 entry has no value and needs one before it is published"));
    }

    @Test
    void aValueThatAPendingJobReplacesDoesNotPreventUniqueness() {
        core.apply(model("badge", "code: {type: text, localized: true}"));
        String blocking = create("badge", "{\"title\": \"x\"}");
        String first = create("badge", "{\"title\": \"y\", \"code\": \"A\"}");
        translate("badge", first, "{\"code\": \"X\"}");
        core.post("/api/entries/badge/" + first + "/publish?locale=*", "");
        String second = create("badge", "{\"title\": \"z\", \"code\": \"X\"}");
        core.post("/api/entries/badge/" + second + "/publish", "");

        String job = new ModelJobs(core).whileLocked(blocking, () -> {
            Answer shared = destructive(model("badge", "code: {type: text}"));
            Answer unique = core.apply(model("badge", "code: {type: text, unique: true}"));
            assertThat(unique.status()).as(unique.text()).isEqualTo(200);
            return shared.json().path("job").stringValue();
        });

        new ModelJobs(core).awaitEnd(job);
        assertThat(core.get("/api/entries/badge/" + first + "?locale=de").json().at("/fields/code").stringValue())
                .isEqualTo("A");
        assertThat(core.post("/api/entries/badge", "{\"fields\": {\"title\": \"n\", \"code\": \"A\"}}").status())
                .isEqualTo(400);
    }

    @Test
    void aFieldMayBecomeSharedAndUniqueInOneChange() {
        core.apply(model("label", "code: {type: text, localized: true}"));
        String first = create("label", "{\"title\": \"y\", \"code\": \"A\"}");
        translate("label", first, "{\"code\": \"X\"}");
        create("label", "{\"title\": \"z\", \"code\": \"X\"}");

        Answer changed = destructive(model("label", "code: {type: text, unique: true}"));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(core.post("/api/entries/label", "{\"fields\": {\"title\": \"n\", \"code\": \"X\"}}").status())
                .isEqualTo(400);
    }

    private static String model(String type, String fields) {
        return "types: {%s: {title: title, fields: {title: {type: text}, %s}}}".formatted(type, fields);
    }

    private static Answer diff(String yaml) {
        return core.call("POST", "/api/schema/diff", "application/yaml", yaml);
    }

    private static Answer destructive(String yaml) {
        return core.call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml", yaml);
    }

    private static void translate(String type, String id, String fields) {
        Answer saved = core.patch("/api/entries/" + type + "/" + id + "?locale=de", "{\"fields\": " + fields + "}");
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }
}

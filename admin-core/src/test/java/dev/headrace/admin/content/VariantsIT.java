package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Entries in several locales. */
class VariantsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, required: true, localized: true}
                      slug: {type: slug, from: title, unique: true, localized: true}
                      price: {type: number}
                      sku: {type: text, unique: true}
                      parts:
                        type: blocks
                        of: {figure: {fields: {url: {type: url}, caption: {type: text, localized: true}}}}
                locales: {en: {}, de: {fallback: en}, fr: {}}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aNewLocaleHasTheSharedValuesAndKeepsItsOwn() {
        String path = create("{\"title\": \"Weir\", \"price\": 3}");

        assertThat(core.get(path + "?locale=de").status()).isEqualTo(404);
        Answer german = core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Wehr\"}}");

        assertThat(german.status()).as(german.text()).isEqualTo(200);
        assertThat(german.json().at("/fields/price").intValue()).isEqualTo(3);
        assertThat(german.json().at("/fields/slug").stringValue()).isEqualTo("wehr");
        assertThat(german.json().path("locale").stringValue()).isEqualTo("de");
        assertThat(german.json().path("locales").propertyNames()).containsExactly("en", "de");
        assertThat(core.get(path).json().at("/fields/title").stringValue()).isEqualTo("Weir");
    }

    @Test
    void changesOfSharedValuesApplyToAllLocales() {
        String path = create("{\"title\": \"Price\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Preis\"}}");

        core.patch(path + "?locale=de", "{\"fields\": {\"price\": 2}}");

        JsonNode english = core.get(path).json();
        assertThat(english.at("/fields/price").intValue()).isEqualTo(2);
        assertThat(english.path("version").intValue()).isEqualTo(2);
        assertThat(core.get(path + "/revisions").json().path("items").size()).isEqualTo(2);
        assertThat(core.get(path + "/revisions/1").json().path("price").intValue()).isEqualTo(1);
    }

    @Test
    void aSharedChangeConflictsWithEditsOfOtherLocales() {
        String path = create("{\"title\": \"Told\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Gesagt\"}}");
        String tag = core.get(path).response().headers().firstValue("ETag").orElseThrow();

        core.patch(path + "?locale=de", "{\"fields\": {\"price\": 2}}");

        assertThat(core.patch(path, "{\"fields\": {\"price\": 3}}", "If-Match", tag).status()).isEqualTo(412);
    }

    @Test
    void elementsOfASharedListKeepTheirLocalizedValues() {
        String path = create("{\"title\": \"Figures\", \"parts\": [{\"_key\": \"a\", \"_type\": \"figure\","
                + " \"url\": \"https://e.org/a\", \"caption\": \"A\"}, {\"_key\": \"b\", \"_type\": \"figure\","
                + " \"url\": \"https://e.org/b\", \"caption\": \"B\"}]}");
        Answer copied = core.post(path + "/locales/de/copy?from=en", "");
        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        core.patch(path + "?locale=de", "{\"fields\": {\"parts\": [{\"_key\": \"a\", \"_type\": \"figure\","
                + " \"url\": \"https://e.org/a\", \"caption\": \"Erstes\"}, {\"_key\": \"b\", \"_type\": \"figure\","
                + " \"url\": \"https://e.org/b\", \"caption\": \"Zweites\"}]}}");

        core.patch(path, "{\"fields\": {\"parts\": [{\"_key\": \"b\", \"_type\": \"figure\","
                + " \"url\": \"https://e.org/b2\", \"caption\": \"B\"}, {\"_key\": \"c\", \"_type\": \"figure\"}]}}");

        JsonNode parts = core.get(path + "?locale=de").json().at("/fields/parts");
        assertThat(parts.findValuesAsString("_key")).containsExactly("b", "c");
        assertThat(parts.at("/0/url").stringValue()).isEqualTo("https://e.org/b2");
        assertThat(parts.at("/0/caption").stringValue()).isEqualTo("Zweites");
        assertThat(parts.at("/1").has("caption")).isFalse();
    }

    @Test
    void statusVersionAndPublicationArePerLocale() {
        String path = create("{\"title\": \"States\"}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Zustand\"}}");

        assertThat(core.post(path + "/publish?locale=de", "").status()).isLessThan(300);

        JsonNode entry = core.get(path).json();
        assertThat(entry.at("/locales/en/status").stringValue()).isEqualTo("draft");
        assertThat(entry.at("/locales/de/status").stringValue()).isEqualTo("published");
        assertThat(core.get("/api/entries/page?locale=de&status=published&q=zustand").json().path("total").intValue())
                .isEqualTo(1);
        assertThat(core.get("/api/entries/page?status=published&q=states").json().path("total").intValue()).isZero();
    }

    @Test
    void sharedValuesArePublishedInAllPublishedLocales() {
        String path = create("{\"title\": \"Carried\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Getragen\"}}");
        core.post(path + "/publish?locale=*", "");
        core.patch(path, "{\"fields\": {\"price\": 2}}");
        assertThat(core.get(path + "?locale=de").json().path("status").stringValue()).isEqualTo("changed");

        core.post(path + "/publish", "");

        assertThat(core.get(path + "?locale=de").json().path("status").stringValue()).isEqualTo("published");
        assertThat(core.get(path + "?locale=fr").status()).isEqualTo(404);
    }

    @Test
    void publishingSharedValuesKeepsDraftsOfOtherLocales() {
        String path = create("{\"title\": \"Own draft\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Entwurf\"}}");
        core.post(path + "/publish?locale=*", "");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Neuer Entwurf\"}}");
        core.patch(path, "{\"fields\": {\"price\": 2}}");

        core.post(path + "/publish", "");

        JsonNode german = core.get(path + "?locale=de").json();
        assertThat(german.path("status").stringValue()).isEqualTo("changed");
        assertThat(german.at("/fields/title").stringValue()).isEqualTo("Neuer Entwurf");
    }

    @Test
    void slugsAreUniquePerLocaleAndSharedValuesGlobally() {
        String path = create("{\"title\": \"Gift\", \"sku\": \"S-1\"}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Geschenk\"}}");

        Answer german = core.post("/api/entries/page?locale=de", "{\"fields\": {\"title\": \"Gift\"}}");
        assertThat(german.status()).as(german.text()).isEqualTo(201);
        assertThat(german.json().at("/fields/slug").stringValue()).isEqualTo("gift");
        assertThat(core.post("/api/entries/page?locale=fr", "{\"fields\": {\"sku\": \"S-1\"}}").json()
                .at("/errors/0/pointer").stringValue()).isEqualTo("/sku");
    }

    @Test
    void revisionsAreRestoredInTheirOwnLocale() {
        String path = create("{\"title\": \"One\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Eins\"}}");
        core.patch(path, "{\"fields\": {\"title\": \"Two\", \"price\": 2}}");

        Answer restored = core.post(path + "/revisions/1/restore", "");

        assertThat(restored.json().at("/fields/title").stringValue()).isEqualTo("One");
        assertThat(restored.json().path("version").intValue()).isEqualTo(3);
        JsonNode german = core.get(path + "?locale=de").json();
        assertThat(german.at("/fields/title").stringValue()).isEqualTo("Eins");
        assertThat(german.at("/fields/price").intValue()).isEqualTo(1);
    }

    @Test
    void discardingADraftRestoresThePublishedVersion() {
        String path = create("{\"title\": \"Public\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Oeffentlich\"}}");
        core.post(path + "/publish?locale=*", "");
        core.patch(path, "{\"fields\": {\"title\": \"Private\", \"price\": 2}}");

        assertThat(core.post(path + "/discard", "").status()).isEqualTo(204);

        JsonNode entry = core.get(path).json();
        assertThat(entry.at("/fields/title").stringValue()).isEqualTo("Public");
        assertThat(entry.path("status").stringValue()).isEqualTo("published");
        assertThat(entry.at("/locales/de/status").stringValue()).isEqualTo("published");
        assertThat(core.get(path + "/revisions").json().path("items").size()).isEqualTo(3);
    }

    @Test
    void etagsCoverTheStatesOfAllLocales() {
        String path = create("{\"title\": \"Tagged\", \"price\": 1}");
        String alone = tag(core.get(path));

        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Markiert\"}}");
        String inTwo = tag(core.get(path));
        core.post(path + "/publish?locale=de", "");
        String published = tag(core.get(path));
        core.delete(path);
        String trashed = tag(core.get(path));

        assertThat(List.of(alone, inTwo, published, trashed)).doesNotHaveDuplicates();
        assertThat(core.call("GET", path, "application/json", "", "If-None-Match", alone).status()).isEqualTo(200);
        assertThat(core.call("GET", path, "application/json", "", "If-None-Match", trashed).status()).isEqualTo(304);
    }

    @Test
    void theVersionInAMissingLocaleIsZero() {
        String path = create("{\"title\": \"Unwritten\"}");
        String draft = "{\"fields\": {\"title\": \"Erstes\"}}";

        assertThat(core.patch(path + "?locale=de", draft, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(core.patch(path + "?locale=de", draft, "If-Match", "*").status()).isEqualTo(412);
        assertThat(core.call("POST", path + "/locales/de/copy?from=en", "application/json", "", "If-Match", "\"1\"")
                .status()).isEqualTo(412);
        assertThat(core.patch(path + "?locale=de", draft, "If-Match", "\"0\"").status()).isEqualTo(200);
        assertThat(core.patch(path + "?locale=de", draft, "If-Match", "\"0\"").status()).isEqualTo(412);
    }

    @Test
    void aCopyOverwritesALocaleOnlyByItsVersion() {
        String path = create("{\"title\": \"Copied\"}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Kopie\"}}");
        String copy = path + "/locales/de/copy?from=en";

        assertThat(core.post(copy, "").status()).isEqualTo(409);
        assertThat(core.get(path + "?locale=de").json().at("/fields/title").stringValue()).isEqualTo("Kopie");
        assertThat(core.call("POST", copy, "application/json", "", "If-Match", "\"1\"").status()).isEqualTo(200);
        assertThat(core.get(path + "?locale=de").json().at("/fields/title").stringValue()).isEqualTo("Copied");
        assertThat(core.post(path + "/locales/en/copy?from=en", "").json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/from");
        assertThat(core.post(path + "/locales/de/copy?from=xx", "").json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/from");
    }

    @Test
    void sharedChangesAreRecordedInEveryLocale() {
        String path = create("{\"title\": \"Recorded\", \"price\": 1}");
        core.patch(path + "?locale=de", "{\"fields\": {\"title\": \"Vermerkt\"}}");

        core.patch(path + "?locale=de", "{\"fields\": {\"price\": 2}}");

        JsonNode activities = core.get("/api/audit?size=2&subject=entry:" + path.substring(path.lastIndexOf('/') + 1))
                .json().path("items");
        assertThat(activities.findValuesAsString("locale")).containsExactly("de", "en");
        assertThat(activities.at("/1/before/price").intValue()).isEqualTo(1);
        assertThat(activities.at("/1/after/price").intValue()).isEqualTo(2);
    }

    private static String tag(Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void unknownLocalesAreRejectedByName() {
        Answer answer = core.get("/api/entries/page?locale=it");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo("/locale");
        assertThat(answer.json().at("/errors/0/message").stringValue()).contains("en, de, fr");
    }

    private static String create(String fields) {
        Answer created = core.post("/api/entries/page", "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return "/api/entries/page/" + created.json().path("id").stringValue();
    }
}

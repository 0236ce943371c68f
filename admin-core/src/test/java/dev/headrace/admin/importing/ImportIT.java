package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.publishing.RenderPriority;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ImportIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  author:
                    title: name
                    fields: {name: {type: text, required: true}, slug: {type: slug, from: name, unique: true}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 200}
                      slug: {type: slug, from: title, unique: true}
                      description: {type: text}
                      body: {type: markdown}
                      authors: {type: reference, to: [author], many: true}
                      date: {type: datetime}
                      rank: {type: number}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aFileBecomesAPublishedEntryWithAuthorsAndDate() {
        Answer answer = importFiles("toml", Map.of("Rust-1.0.md", """
                +++
                path = "2015/05/15/Rust-1.0"
                title = "Announcing: “1.0”"
                authors = ["Ada Løvenskiold", "The Core Team"]
                aliases = ["2015/05/15/Rust-1.0.html"]
                +++

                ## Body

                of it
                """));

        JsonNode item = answer.json().at("/items/0");
        assertThat(item.path("outcome").stringValue()).as(answer.text()).isEqualTo("created");
        assertThat(strings(item.path("ignored"))).containsExactly("aliases");
        assertThat(answer.json().at("/items/0/related").findValuesAsString("title")).containsExactly("Ada Løvenskiold",
                "The Core Team");
        JsonNode entry = core.get("/api/entries/article/" + item.path("id").stringValue()).json();
        assertThat(entry.path("status").stringValue()).isEqualTo("published");
        assertThat(entry.at("/fields/slug").stringValue()).isEqualTo("rust-1-0");
        assertThat(entry.at("/fields/date").stringValue()).isEqualTo("2015-05-15T00:00:00Z");
        assertThat(entry.at("/fields/body").stringValue()).isEqualTo("\n## Body\n\nof it\n");
        assertThat(entry.at("/fields/authors").size()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForTheDocumentsOfAnImport() {
        Answer answer = importFiles("background", Map.of("quiet.md", "---\ntitle: Quiet\n---\n"));

        assertThat(core.bean(JdbcClient.class).sql("select priority from projection where entry_id = :id::uuid")
                .param("id", answer.json().at("/items/0/id").stringValue()).query(Integer.class).list())
                .isNotEmpty().allMatch(priority -> priority == RenderPriority.BACKGROUND.level());
    }

    @Test
    void referencesAreResolvedInAllLocales() {
        core.apply("locales: {en: {}, de: {}}\ntypes: {}\n");
        String german = core.post("/api/entries/author?locale=de", "{\"fields\": {\"name\": \"Käthe Zweisprachig\"}}")
                .json().path("id").stringValue();

        Answer answer = importFiles("german", Map.of("a.md", """
                ---
                title: Named in German
                authors: [Käthe Zweisprachig]
                ---
                """));

        JsonNode entry = core.get("/api/entries/article/" + answer.json().at("/items/0/id").stringValue()).json();
        assertThat(strings(entry.at("/fields/authors"))).containsExactly(german);
    }

    @Test
    void repeatedImportsChangeOnlyWhatDiffers() {
        Map<String, String> files = Map.of("a.md", "---\ntitle: Alpha\nauthors: [Grace]\ndate: 2024-05-01\n---\nText",
                "b/index.md", "---\ntitle: Beta\nauthors: Grace\n---\nText");
        importFiles("twice", files);

        assertThat(outcomes(importFiles("twice", files))).containsOnly("unchanged");

        Answer third = importFiles("twice",
                Map.of("a.md", "---\ntitle: Alpha\nauthors: [Grace]\ndate: 2024-05-01\n---\nMore", "b/index.md",
                        "---\ntitle: Beta\nauthors: Grace\n---\nText"));
        assertThat(outcomes(third)).containsExactlyInAnyOrder("changed", "unchanged");
        assertThat(third.json().findValues("related")).allMatch(related -> related.isEmpty());
    }

    @Test
    void malformedFilesAreReportedByLineAndOthersImported() {
        Answer answer = importFiles("broken", Map.of("bad-yaml.md", "---\ntitle: Fine\ntags: [a, b\n---\nText",
                "bad-toml.md", "+++\ntitle = \"x\"\ndescription = \n+++\n", "unclosed.md", "---\ntitle: x\n",
                "wrong.md",
                "---\ntitle: Wrong\ndate: soon\n---\n", "good.md", "---\ntitle: Good one\n---\nText"));

        assertThat(item(answer, "bad-yaml.md").at("/errors/0/line").intValue()).as(answer.text()).isGreaterThan(2);
        assertThat(item(answer, "bad-toml.md").at("/errors/0/line").intValue()).isEqualTo(3);
        assertThat(item(answer, "unclosed.md").at("/errors/0/line").intValue()).isEqualTo(1);
        assertThat(item(answer, "wrong.md").at("/errors/0/message").stringValue()).startsWith("/date must be a date");
        assertThat(item(answer, "good.md").path("outcome").stringValue()).isEqualTo("created");
    }

    @Test
    void aScheduledDraftIsPublishedNowIfItsFileHasChanged() {
        importFiles("scheduled", Map.of("held.md", "---\ntitle: Planned\ndraft: true\n---\nText"));
        Map<String, String> released = Map.of("held.md", "---\ntitle: Planned\n---\nNew text");
        String id = core.get("/api/entries/article?q=Planned").json().at("/items/0/id").stringValue();
        Answer scheduled = core.post("/api/entries/article/" + id + "/schedule",
                "{\"action\": \"publish\", \"at\": \"2035-01-01T00:00:00Z\"}");
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        importFiles("scheduled", Map.of("held.md", "---\ntitle: Planned\ndraft: true\n---\nText"));

        JsonNode item = item(importFiles("scheduled", released), "held.md");

        assertThat(strings(item.path("notes"))).containsExactly("was scheduled; published now");
        assertThat(core.get("/api/entries/article/" + id).json().path("status").stringValue()).isEqualTo("published");
        assertThat(core.get("/api/schedule/" + scheduled.json().path("id").stringValue()).json().path("state")
                .stringValue()).isEqualTo("cancelled");
    }

    @Test
    void theScheduleOfADraftIsKeptIfItsFileHasNotChanged() {
        Map<String, String> files = Map.of("kept.md", "---\ntitle: Kept schedule\n---\nText");
        String path = "/api/entries/article/" + item(
                ImportCalls.run(core, "type=article&source=kept-schedule&publish=false", ImportCalls.lines(files)),
                "kept.md")
                .path("id").stringValue();
        Answer scheduled = core.post(path + "/schedule",
                "{\"action\": \"publish\", \"at\": \"2035-01-01T00:00:00Z\"}");
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);

        JsonNode item = item(importFiles("kept-schedule", files), "kept.md");

        assertThat(item.path("outcome").stringValue()).isEqualTo("unchanged");
        assertThat(strings(item.path("notes"))).containsExactly("is scheduled; not published now");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("scheduled");
        assertThat(outcomes(importFiles("kept-schedule", Map.of("kept.md", "---\ntitle: Kept schedule\n---\nNew"))))
                .containsExactly("changed");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("published");
    }

    @Test
    void aDraftIsPublishedOnceItsFileIsNoLongerADraft() {
        importFiles("drafts", Map.of("held.md", "---\ntitle: Held\ndraft: true\n---\nText"));
        Map<String, String> released = Map.of("held.md", "---\ntitle: Held\n---\nText");

        Answer answer = importFiles("drafts", released);

        JsonNode item = item(answer, "held.md");
        String path = "/api/entries/article/" + item.path("id").stringValue();
        assertThat(item.path("outcome").stringValue()).isEqualTo("changed");
        assertThat(strings(item.path("notes"))).containsExactly("was a draft; published");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("published");
        assertThat(outcomes(importFiles("drafts", released))).containsExactly("unchanged");

        core.post(path + "/unpublish", "");
        assertThat(outcomes(importFiles("drafts", released))).containsExactly("unchanged");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("unpublished");
    }

    @Test
    void datesOfSiteGeneratorsAreParsed() {
        Map<String, String> dates = Map.of("2015-05-15 10:00:00 +0200", "2015-05-15T08:00:00Z",
                "2015-05-15 10:00 -0330", "2015-05-15T13:30:00Z", "2015-05-15T10:00:00+02:00", "2015-05-15T08:00:00Z",
                "2015-05-15 10:00:00", "2015-05-15T10:00:00Z");
        Map<String, String> loose = Map.of("2016-02-20 9:05:00 +0100", "2016-02-20T08:05:00Z",
                "2006-01-02 15:04:05 UTC",
                "2006-01-02T15:04:05Z", "2021-10-19 07:05:00+01", "2021-10-19T06:05:00Z", "2015-1-5",
                "2015-01-05T00:00:00Z", "2015-01-05 07:05:06 GMT", "2015-01-05T07:05:06Z");
        Stream.of(dates, loose).forEach(each -> each.forEach((written, meant) -> {
            Answer answer = importFiles("dates", Map.of(written + ".md", "---\ntitle: Dated\ndate: " + written
                    + "\n---\n"));
            String id = answer.json().at("/items/0/id").asString();
            assertThat(core.get("/api/entries/article/" + id).json().at("/fields/date").asString())
                    .as("%s: %s", written, answer.text()).isEqualTo(meant);
        }));
    }

    @Test
    void editsByStaffAreKeptUntilTheFileChangesTheField() {
        String path = "/api/entries/article/"
                + item(importFiles("kept", Map.of("a.md", "---\ntitle: Alpha\ndescription: one\n---\nText")), "a.md")
                        .path("id").stringValue();
        core.patch(path, "{\"fields\": {\"title\": \"By staff\"}}");

        assertThat(outcomes(importFiles("kept", Map.of("a.md", "---\ntitle: Alpha\ndescription: one\n---\nText"))))
                .containsExactly("unchanged");
        assertThat(core.get(path).json().at("/fields/title").stringValue()).isEqualTo("By staff");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("changed");

        JsonNode item = item(importFiles("kept", Map.of("a.md", "---\ntitle: Alpha\ndescription: two\n---\nText")),
                "a.md");
        JsonNode entry = core.get(path).json();
        assertThat(strings(item.path("notes")))
                .containsExactly("has unpublished edits; changed only the draft");
        assertThat(entry.at("/fields/title").stringValue()).isEqualTo("By staff");
        assertThat(entry.at("/fields/description").stringValue()).isEqualTo("two");
        assertThat(entry.path("status").stringValue()).isEqualTo("changed");

        core.post(path + "/publish", "");
        importFiles("kept", Map.of("a.md", "---\ntitle: Omega\ndescription: two\n---\nText"));
        assertThat(core.get(path).json().at("/fields/title").stringValue()).isEqualTo("Omega");
        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("published");
    }

    @Test
    void draftsEditedByStaffAreNotPublishedByImports() {
        String path = "/api/entries/article/"
                + item(importFiles("begun", Map.of("a.md", "---\ntitle: A\ndraft: true\n---\n")), "a.md").path("id")
                        .stringValue();
        core.patch(path, "{\"fields\": {\"description\": \"half\"}}");

        importFiles("begun", Map.of("a.md", "---\ntitle: A\n---\n"));

        assertThat(core.get(path).json().path("status").stringValue()).isEqualTo("draft");
    }

    @Test
    void commonDraftMarkersPreventPublication() {
        Map<String, String> files = Map.of("1.md", "---\ntitle: D1\npublished: false\n---\n", "2.md",
                "---\ntitle: D2\npublished: no\n---\n", "3.md", "---\ntitle: D3\ndraft: yes\n---\n", "4.md",
                "---\ntitle: D4\ndraft: on\n---\n", "5.md", "---\ntitle: D5\nstatus: draft\n---\n", "_drafts/6.md",
                "---\ntitle: D6\n---\n", "7.md", "+++\ntitle = 'D7'\ndraft = true\n+++\n");

        Answer answer = importFiles("marked", files);

        answer.json().path("items").forEach(item -> {
            assertThat(strings(item.path("notes"))).contains("is marked as a draft; not published");
            assertThat(item.path("ignored")).isEmpty();
            assertThat(core.get("/api/entries/article/" + item.path("id").stringValue()).json().path("status")
                    .stringValue()).isEqualTo("draft");
        });
    }

    @Test
    void filesWithDuplicateIdsAreRejected() {
        Answer answer = importFiles("clash", Map.of("a/intro.md", "---\ntitle: First\nid: same\n---\n", "b/intro.md",
                "---\ntitle: Second\nid: same\n---\n"));

        assertThat(outcomes(answer)).containsExactlyInAnyOrder("created", "failed");
        assertThat(answer.text()).contains("has the same id or path as ");
        assertThat(outcomes(importFiles("clash", Map.of("a/intro.md", "---\ntitle: First\nid: same\n---\n"))))
                .hasSize(1);
    }

    @Test
    void scalarsAreConvertedToTheTypesOfTheirFields() {
        for (String title : List.of("404", "1.10", "0x1F", "1e3", "007", "+49", ".5", "yes", "2015-01-05")) {
            JsonNode item = item(importFiles("words", Map.of(title + ".md", "---\ntitle: " + title + "\n---\n")),
                    title + ".md");
            assertThat(item.path("outcome").stringValue()).as(item.toString()).isEqualTo("created");
            assertThat(core.get("/api/entries/article/" + item.path("id").stringValue()).json().at("/fields/title")
                    .stringValue()).isEqualTo(title);
        }
    }

    @Test
    void nanFailsItsFileAndBodiesAreKeptVerbatim() {
        Answer answer = importFiles("toml2", Map.of("nan.md", "+++\ntitle = 'N'\nrank = nan\n+++\n", "inf.md",
                "+++\ntitle = 'I'\nrank = -inf\n+++\n", "good.md",
                "+++\ntitle = 'G'\nrank = 2\ndescription = \'\'\'\none\n+++\ntwo\'\'\'\n+++\n    code\n\ntext  \n",
                "bom.md", "\uFEFFonly text"));

        assertThat(item(answer, "nan.md").path("outcome").stringValue()).as(answer.text()).isEqualTo("failed");
        assertThat(item(answer, "inf.md").path("outcome").stringValue()).isEqualTo("failed");
        JsonNode fields = core.get("/api/entries/article/" + item(answer, "good.md").path("id").stringValue()).json()
                .path("fields");
        assertThat(fields.path("description").stringValue()).isEqualTo("one\n+++\ntwo");
        assertThat(fields.path("body").stringValue()).isEqualTo("    code\n\ntext  \n");
        assertThat(fields.path("rank").intValue()).isEqualTo(2);
        assertThat(core.get("/api/entries/article/" + item(answer, "bom.md").path("id").stringValue()).json()
                .at("/fields/body").stringValue()).isEqualTo("only text");
    }

    @Test
    void unstorableFilesAreReportedAndOthersImported() {
        Answer answer = importFiles("beyond", Map.of("deep.md", "---\ntitle: " + "[".repeat(50_000) + "\n---\n",
                "p".repeat(3_000), "---\ntitle: Long\n---\n", "fine.md", "---\ntitle: Still fine\n---\n"));

        assertThat(item(answer, "deep.md").at("/errors/0/message").stringValue()).contains("nested too deeply");
        assertThat(item(answer, "p".repeat(3_000)).at("/errors/0/message").stringValue()).contains("500 characters");
        assertThat(item(answer, "fine.md").path("outcome").stringValue()).isEqualTo("created");
    }

    @Test
    void filesOfTheSameNameInTwoFoldersAreImported() {
        Answer answer = importFiles("names",
                Map.of("x/survey.md", "---\ntitle: One\n---\n", "y/survey.md", "---\ntitle: Two\n---\n"));

        assertThat(outcomes(answer)).containsOnly("created");
        assertThat(answer.text()).contains("the slug 'survey' is taken; used 'survey-2'");
    }

    private static Answer importFiles(String source, Map<String, String> files) {
        return ImportCalls.run(core, "type=article&source=" + source, ImportCalls.lines(files));
    }

    private static JsonNode item(Answer answer, String path) {
        return answer.json().path("items").valueStream().filter(item -> item.path("path").stringValue().equals(path))
                .findFirst().orElseThrow();
    }

    private static List<String> outcomes(Answer answer) {
        return answer.json().path("items").valueStream().map(item -> item.path("outcome").stringValue()).toList();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}

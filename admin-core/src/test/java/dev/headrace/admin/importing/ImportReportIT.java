package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What imports report. */
class ImportReportIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  author:
                    title: name
                    fields: {name: {type: text, required: true, max: 40}, slug: {type: slug, from: name, unique: true}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      slug: {type: slug, from: title, unique: true}
                      code: {type: text, unique: true}
                      summary: {type: text, required: true}
                      note: {type: text}
                      body: {type: markdown}
                      authors: {type: reference, to: [author], many: true}
                      related: {type: reference, to: [article], many: true}
                      date: {type: datetime}
                      rank: {type: number}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void allFaultsOfAFileAreReportedWithTheirLines() {
        Answer answer = run("faults", Map.of("many.md", """
                ---
                title: Many
                date: soon
                note: "a\\fb"
                authors: ["", "%s"]
                ---
                one
                t\fo\0
                """.formatted("x".repeat(41)), "toml.md", """
                +++
                title = "Toml"
                summary = "S"
                rank = nan
                date = "soon"
                +++
                """, "head.md", "---\ntitle: a\u0007b\n---\n"));

        assertThat(ImportCalls.errors(answer, "many.md")).containsExactlyInAnyOrder(
                "3: /date must be a date and time with offset such as 2026-03-14T08:00:00Z",
                "4: /note must not contain the control character U+000C",
                "5: /authors must refer to other entries by slug or title",
                "5: /authors names the new entry '" + "x".repeat(41)
                        + "', whose name must not be longer than 40 characters, but has 41",
                "8:2: /body must not contain the control character U+000C",
                "8:4: /body must not contain the control character U+0000", "null: /summary is required");
        assertThat(ImportCalls.errors(answer, "toml.md")).containsExactlyInAnyOrder("4: /rank must be a number",
                "5: /date must be a date and time with offset such as 2026-03-14T08:00:00Z");
        assertThat(ImportCalls.errors(answer, "head.md"))
                .containsExactly("2:9: must not contain the control character U+0007");
    }

    @Test
    void outcomesAreFiltered() {
        Answer all = run("filtered",
                Map.of("good.md", article("Good", ""), "bad.md", "---\n", "worse.md", "+++\n"));
        String job = Path.of(all.response().uri().getPath()).getName(2).toString();

        JsonNode failed = core.get("/api/import/" + job + "/files?outcome=failed").json();
        JsonNode first = core.get("/api/import/" + job + "/files?outcome=failed&size=1").json();
        JsonNode second = core
                .get("/api/import/" + job + "/files?outcome=failed&size=1&after=" + first.path("next").stringValue())
                .json();

        assertThat(failed.path("items").findValuesAsString("path")).containsExactlyInAnyOrder("bad.md", "worse.md");
        assertThat(first.path("items").findValuesAsString("path"))
                .doesNotContainAnyElementsOf(second.path("items").findValuesAsString("path"));
        Answer unknown = core.get("/api/import/" + job + "/files?outcome=lost");
        assertThat(unknown.json().at("/errors/0/message").stringValue())
                .isEqualTo("must be one of created, changed, unchanged, failed");
    }

    @Test
    void thePageShowsFailuresFirstAndAllFilesInPages() {
        String lines = IntStream.range(0, 130)
                .mapToObj(number -> ImportCalls.line("%03d.md".formatted(number),
                        number == 128 ? "---\ntitle: x\n" : article("Page " + number, "")))
                .collect(Collectors.joining("\n"));
        String job = ImportCalls.start(core, "type=article&source=paged", lines);
        ImportCalls.awaitEnd(core, job);
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/operations/jobs/" + job);

            assertThat(page.texts(".operations h2").indexOf("Failed files"))
                    .isLessThan(page.texts(".operations h2").indexOf("Files"));
            assertThat(page.texts(".import-failures td")).containsExactly("128.md",
                    "line 1, column 1: the front matter has no closing --- line");
            assertThat(page.texts(".import-filter a")).containsExactly("All", "Created 129", "Failed 1");
            assertThat(page.texts(".import-outcomes tbody tr")).hasSize(100);
            Page next = browser.open(page.element(".import-pages a[rel=next]").attr("href"));
            assertThat(next.texts(".import-outcomes tbody tr")).hasSize(30);
            Page failed = browser.open("/admin/operations/jobs/" + job + "?outcome=failed");
            assertThat(failed.texts(".import-outcomes tbody tr")).hasSize(1);
            assertThat(failed.html().select(".import-failures")).isEmpty();
        }
    }

    @Test
    void thePageNamesIgnoredKeysAndRelatedEntries() {
        Map<String, String> files = new TreeMap<>(
                Map.of("a.md", article("Ignoring", "aliases: [x]\nlayout: y\nauthors: [Ann, Bo]"),
                        "b.md", article("Ignoring, too", "aliases: [z]\nauthors: [Bo]")));
        String job = Path.of(run("ignoring", files).response().uri().getPath()).getName(2).toString();
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/operations/jobs/" + job);

            assertThat(page.texts(".import-notes dt")).containsExactly("Also created", "Ignored");
            assertThat(page.texts(".import-notes dd div")).containsExactly("2 of type author: Ann, Bo",
                    "aliases is not a field (2 files)", "layout is not a field (1 file)");
        }
    }

    private static String article(String title, String further) {
        return "---\ntitle: " + title + "\nsummary: S\n" + further + "\n---\nText\n";
    }

    private static Answer run(String source, Map<String, String> files) {
        return ImportCalls.run(core, "type=article&source=" + source, ImportCalls.lines(files));
    }
}

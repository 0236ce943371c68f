package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dry runs report what imports would report. */
class ImportDryRunIT {

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
                      serial: {type: number, unique: true}
                      print: {type: group, fields: {isbn: {type: text, unique: true}}}
                      summary: {type: text, required: true}
                      body: {type: markdown}
                      authors: {type: reference, to: [author], many: true}
                      related: {type: reference, to: [article], many: true}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aDryRunReportsWhatTheImportReports() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a/intro.md", article("Intro", "authors: [Ada Byron, Grace]\ncode: one"));
        files.put("b/intro.md", article("Intro", "authors: [ada byron, grace]"));
        files.put("c/intro.md", article("Intro", "authors: [ada-byron, Ada-Byron!]"));
        files.put("d.md", article("Other", "code: one\nauthors: [Lost]"));
        files.put("e.md", article("Refers", "authors: [Lost]\nrelated: [Intro, intro-2, new one]"));
        files.put("f.md", article("New one", "related: [Refers]"));

        Answer dry = run("tried", true, files);
        Answer real = run("tried", false, files);

        assertThat(reports(dry)).isEqualTo(reports(real));
        assertThat(ImportCalls.errors(real, "e.md"))
                .containsExactly("null: the new article 'new one' cannot be published: summary is required");
        assertThat(notes(real, "c/intro.md")).containsExactly("the slug 'intro' is taken; used 'intro-3'");
        assertThat(ImportCalls.errors(real, "d.md")).containsExactly("4: /code is already used by another entry");
        assertThat(core.get("/api/jobs?size=2").json().at("/items/1/about").stringValue())
                .isEqualTo("Dry run: 6 files from tried, type article");
    }

    @Test
    void aDryRunChangesNothing() {
        String file = article("Dry", "authors: [Nobody yet]");

        Answer answer = run("dry", true, Map.of("dry.md", file, "dry-too.md", file));

        assertThat(answer.json().path("items").findValuesAsString("outcome")).containsExactly("created", "created");
        assertThat(answer.json().path("items").findValuesAsString("title")).as(answer.text())
                .containsExactly("Nobody yet");
        assertThat(core.get("/api/entries/author?q=nobody").json().path("total").intValue()).isZero();
        assertThat(core.get("/api/entries/article?q=dry").json().path("total").intValue()).isZero();
    }

    @Test
    void aDryRunFindsTheValuesOfEarlierFiles() {
        String text = "x".repeat(250);
        run("values", false, Map.of("old.md", article("Old", "code: old")));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("first.md", article("First", "code: %s\nserial: 1.50\nprint: {isbn: i-1}".formatted(text)));
        files.put("long.md", article("Long", "code: " + text));
        files.put("number.md", article("Number", "serial: 1.5"));
        files.put("nested.md", article("Nested", "print: {isbn: i-1}"));
        files.put("new.md", article("New", "code: fresh"));
        files.put("old.md", article("Old", "code: fresh"));
        files.put("again.md", article("Again", "related: [first]"));

        Answer dry = run("values", true, files);
        Answer real = run("values", false, files);

        assertThat(ImportCalls.errors(real, "long.md")).containsExactly("4: /code is already used by another entry");
        assertThat(ImportCalls.errors(real, "number.md"))
                .containsExactly("4: /serial is already used by another entry");
        assertThat(ImportCalls.errors(real, "nested.md"))
                .containsExactly("4: /print/isbn is already used by another entry");
        assertThat(ImportCalls.errors(real, "old.md")).containsExactly("4: /code is already used by another entry");
        assertThat(reports(dry)).isEqualTo(reports(real));
    }

    @Test
    void aDryRunFindsTheNewTitlesOfChangedEntries() {
        run("renamed", false, Map.of("one.md", article("Before", "")));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("one.md", article("Caf\u00e9", ""));
        files.put("two.md", article("Refers", "related: [\"Cafe\u0301\"]"));

        Answer dry = run("renamed", true, files);
        Answer real = run("renamed", false, files);

        assertThat(ImportCalls.item(real, "two.md").path("outcome").asString()).isEqualTo("created");
        assertThat(ImportCalls.item(real, "two.md").path("related")).isEmpty();
        assertThat(reports(dry)).isEqualTo(reports(real));
    }

    @Test
    void anInterruptedDryRunCountsEachFileOnce() {
        String lines = ImportCalls.line("bad.md", "---\n") + "\n" + ImportCalls.numbered(0, 9);
        String job = ImportCalls.blockedAt(core, 5, "type=author&source=interrupted&dryRun=true", lines,
                ImportCalls.loss(core));
        ImportCalls.takeOver(core, job);

        JsonNode ended = ImportCalls.awaitEnd(core, job);

        assertThat(ended.path("done").intValue()).isEqualTo(10);
        assertThat(ended.path("failures").findValuesAsString("item")).containsExactly("bad.md");
        assertThat(ended.at("/result/failed").intValue()).isEqualTo(1);
        assertThat(ended.at("/result/created").intValue()).isEqualTo(9);
    }

    private static String article(String title, String further) {
        return "---\ntitle: " + title + "\nsummary: S\n" + further + "\n---\nText\n";
    }

    private static Answer run(String source, boolean dryRun, Map<String, String> files) {
        return ImportCalls.run(core, "type=article&source=" + source + "&dryRun=" + dryRun, ImportCalls.lines(files));
    }

    /** What is reported of each file, without ids. */
    private static List<String> reports(Answer answer) {
        return answer.json().path("items").valueStream()
                .map(item -> item.path("path").asString() + " " + item.path("outcome").asString() + " "
                        + item.path("notes") + " " + item.path("errors") + " "
                        + item.path("related").findValuesAsString("title"))
                .toList();
    }

    private static List<String> notes(Answer answer, String path) {
        return ImportCalls.item(answer, path).path("notes").valueStream().map(JsonNode::asString).toList();
    }
}

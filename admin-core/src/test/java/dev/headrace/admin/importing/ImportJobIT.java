package dev.headrace.admin.importing;

import static dev.headrace.admin.importing.ImportCalls.LINES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Imports as jobs: uploads, progress, cancellation, takeover by another core. */
class ImportJobIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("""
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, required: true}
                      slug: {type: slug, from: title, unique: true}
                      body: {type: markdown}
                      tags: {type: reference, to: [tag], many: true}
                  tag:
                    title: name
                    fields: {name: {type: text}, slug: {type: slug, from: name, unique: true}}
                """);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aSingleCallImportReturnsTheJobUrl() {
        Answer answer = core.call("POST", "/api/import?type=page&source=one", LINES, ImportCalls.numbered(0, 3));

        String job = answer.json().path("job").stringValue();
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.response().headers().firstValue("Location")).contains("/api/jobs/" + job);
        JsonNode ended = ImportCalls.awaitEnd(core, job);
        assertThat(ended.path("kind").stringValue()).isEqualTo("import");
        assertThat(ended.path("done").intValue()).isEqualTo(3);
        assertThat(ended.path("total").intValue()).isEqualTo(3);
        assertThat(ended.at("/result/created").intValue()).isEqualTo(3);
    }

    @Test
    void filesAreUploadedInSeveralIdempotentCalls() {
        String id = open("several");
        String files = "/api/import/" + id + "/files?first=";

        assertThat(send(files + 0, ImportCalls.numbered(0, 2)).json().path("files").intValue()).isEqualTo(2);
        assertThat(send(files + 0, ImportCalls.numbered(0, 2)).json().path("files").intValue()).isEqualTo(2);
        assertThat(send(files + 3, ImportCalls.numbered(3, 4)).status()).isEqualTo(409);
        assertThat(send(files + 2, ImportCalls.numbered(2, 5)).json().path("files").intValue()).isEqualTo(5);
        assertThat(core.get("/api/jobs/" + id).status()).isEqualTo(404);
        assertThat(core.post("/api/import/" + id + "/start", "").status()).isEqualTo(202);
        assertThat(core.post("/api/import/" + id + "/start", "").status()).isEqualTo(202);

        assertThat(ImportCalls.awaitEnd(core, id).path("done").intValue()).isEqualTo(5);
        assertThat(send(files + 5, ImportCalls.numbered(5, 6)).status()).isEqualTo(409);
        JsonNode first = core.get("/api/import/" + id + "/files?size=3").json();
        JsonNode second = core.get("/api/import/" + id + "/files?size=3&after=" + first.path("next").stringValue())
                .json();
        assertThat(first.path("items").findValuesAsString("path")).containsExactly("0.md", "1.md", "2.md");
        assertThat(second.path("items").findValuesAsString("path")).containsExactly("3.md", "4.md");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void anAbandonedUploadIsDeleted() {
        String id = open("abandoned");
        send("/api/import/" + id + "/files?first=0", ImportCalls.numbered(0, 2));
        jdbc().sql("update import set updated_at = now() - interval '61 minutes' where id = :id::uuid")
                .param("id", id).update();

        core.bean(ImportCleanup.class).run();

        assertThat(core.post("/api/import/" + id + "/start", "").status()).isEqualTo(404);
        assertThat(rows(id)).isZero();
    }

    @Test
    void anUploadIsDiscardedOnRequest() {
        String id = open("discarded");

        assertThat(core.delete("/api/import/" + id).status()).isEqualTo(204);
        assertThat(core.get("/api/import/" + id + "/files").status()).isEqualTo(404);
    }

    @Test
    void invalidFilesAreFailuresOfTheJob() {
        String job = ImportCalls.start(core, "type=page&source=failing",
                ImportCalls.line("bad.md", "---\ntitle: x\n") + "\n" + ImportCalls.numbered(0, 1));

        JsonNode ended = ImportCalls.awaitEnd(core, job);

        assertThat(ended.path("state").stringValue()).isEqualTo("succeeded");
        assertThat(ended.at("/failures/0/item").stringValue()).isEqualTo("bad.md");
        assertThat(ended.at("/failures/0/message").stringValue()).startsWith("line 1, column 1: ");
        assertThat(ended.at("/result/failed").intValue()).isEqualTo(1);
    }

    @Test
    void aCancelledImportKeepsImportedFilesAndDropsTheRest() {
        String job = blockedAt(3, "cancelled", () -> {});

        core.delete("/api/jobs/" + job);

        assertThat(ImportCalls.awaitEnd(core, job).path("state").stringValue()).isEqualTo("cancelled");
        int imported = core.get("/api/import/" + job + "/files").json().path("items").size();
        assertThat(imported).isBetween(3, 99);
        assertThat(core.get("/api/jobs/" + job).json().at("/result/created").intValue()).isEqualTo(imported);
        core.bean(ImportCleanup.class).run();
        assertThat(jdbc().sql("select count(*) from import_file where import_id = :id::uuid and content is not null")
                .param("id", job).query(Long.class).single()).isZero();
    }

    @Test
    void anotherCoreContinuesWithoutImportingAFileTwice() {
        String job = blockedAt(5, "taken", ImportCalls.loss(core));
        ImportCalls.takeOver(core, job);

        assertThat(ImportCalls.awaitEnd(core, job).path("done").intValue()).isEqualTo(100);
        JsonNode items = core.get("/api/import/" + job + "/files?size=1000").json().path("items");
        assertThat(items.findValuesAsString("outcome")).hasSize(100).containsOnly("created");
        assertThat(new HashSet<>(items.findValuesAsString("id"))).hasSize(100);
    }

    @Test
    void anImportContinuesAfterARestart() {
        String job = blockedAt(4, "restarted", () -> {});

        core.restart();

        JsonNode ended = ImportCalls.awaitEnd(core, job);
        assertThat(ended.path("done").intValue()).isEqualTo(100);
        assertThat(ended.at("/result/created").intValue()).isEqualTo(100);
    }

    @Test
    void concurrentImportsOnTwoCoresGetDistinctSlugs() {
        try (CoreUnderTest other = core.another()) {
            List<String> jobs = IntStream.range(0, 6).mapToObj(number -> ImportCalls
                    .start(number % 2 == 0 ? core : other, "type=page&source=shared" + number,
                            ImportCalls.numbered(0, 20)))
                    .toList();

            for (String job : jobs) {
                assertThat(ImportCalls.awaitEnd(other, job).at("/result/created").intValue()).isEqualTo(20);
            }
        }
    }

    @Test
    void importsThatNameTheSameNewEntriesCreateEachOnce() {
        try (CoreUnderTest other = core.another()) {
            List<String> jobs = IntStream.range(0, 6).mapToObj(number -> ImportCalls.start(
                    number % 2 == 0 ? core : other, "type=page&source=tagged" + number,
                    ImportCalls.line("a.md", "---\ntitle: Tagged\ntags: "
                            + (number < 3 ? "[one, C++, C]" : "[C, one, C++]") + "\n---\n")))
                    .toList();

            for (String job : jobs) {
                assertThat(ImportCalls.awaitEnd(other, job).at("/result/created").intValue()).isEqualTo(1);
            }
        }
        assertThat(core.get("/api/entries/tag").json().path("items").valueStream()
                .map(tag -> tag.path("title").stringValue())).containsExactlyInAnyOrder("one", "C++", "C");
    }

    @Test
    void editorsSeeOnlyTheirOwnImports() {
        String editor = core.editorToken();
        String own = core.callWith(editor, "POST", "/api/import?type=page&source=editors", LINES,
                ImportCalls.numbered(0, 1)).json().path("job").stringValue();
        String foreign = ImportCalls.start(core, "type=page&source=foreign", ImportCalls.numbered(0, 1));
        ImportCalls.awaitEnd(core, own);

        assertThat(as(editor, "GET", "/api/import/" + own + "/files").status()).isEqualTo(200);
        assertThat(as(editor, "GET", "/api/import/" + foreign + "/files").status()).isEqualTo(404);
        assertThat(as(editor, "POST", "/api/import/" + foreign + "/start").status()).isEqualTo(404);
        assertThat(core.get("/api/import/" + own + "/files").status()).isEqualTo(200);
    }

    @Test
    void invalidImportsAreRejectedAtOnce() {
        assertThat(call("type=nothing&source=x", "").status()).isEqualTo(404);
        assertThat(call("type=page&source=", "").status()).isEqualTo(400);
        assertThat(call("type=page&source=x", "no json").status()).isEqualTo(400);
        assertThat(call("type=page&source=x", ImportCalls.numbered(0, 1_001)).status()).isEqualTo(400);
        assertThat(send("/api/import/" + UUID.randomUUID() + "/files?first=0", ImportCalls.numbered(0, 1)).status())
                .isEqualTo(404);
    }

    @Test
    void theJobPageShowsOutcomesWithLinksToEntries() {
        String job = ImportCalls.start(core, "type=page&source=shown",
                ImportCalls.line("bad.md", "---\ntitle: x\n") + "\n" + ImportCalls.numbered(700, 701));
        ImportCalls.awaitEnd(core, job);
        String entry = core.get("/api/import/" + job + "/files").json().at("/items/1/id").stringValue();
        try (Browser browser = new Browser(core)) {
            browser.signIn();

            Page page = browser.open("/admin/operations/jobs/" + job);

            assertThat(page.texts(".import-failures td:nth-child(1)")).containsExactly("bad.md");
            assertThat(page.texts(".import-outcomes td:nth-child(2)")).containsExactly("Failed", "Created");
            assertThat(page.texts(".failures td")).as("failures listed twice").isEmpty();
            assertThat(page.element(".outcomes a").attr("href")).isEqualTo("/admin/content/page/" + entry);
            assertThat(browser.open("/admin/content/page/" + entry).status()).isEqualTo(200);
        }
    }

    /** Starts an import of 100 files, and runs an action after some of them are imported. */
    private static String blockedAt(int number, String source, Runnable then) {
        return ImportCalls.blockedAt(core, number, "type=page&source=" + source, ImportCalls.numbered(0, 100), then);
    }

    private static long rows(String id) {
        return jdbc().sql("select count(*) from import_file where import_id = :id::uuid").param("id", id)
                .query(Long.class).single();
    }

    private static String open(String source) {
        Answer answer = call("type=page&start=false&source=" + source, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("job").stringValue();
    }

    private static Answer call(String query, String lines) {
        return core.call("POST", "/api/import?" + query, LINES, lines);
    }

    private static Answer send(String path, String lines) {
        return core.call("POST", path, LINES, lines);
    }

    private static Answer as(String token, String method, String path) {
        return core.callWith(token, method, path, "application/json", "");
    }

    private static JdbcClient jdbc() {
        return core.bean(JdbcClient.class);
    }
}

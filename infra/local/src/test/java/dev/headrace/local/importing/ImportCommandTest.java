package dev.headrace.local.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.FakeCore;
import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import dev.headrace.services.ServiceException;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("attack")
class ImportCommandTest {

    @TempDir
    Path folder;
    private final StringWriter output = new StringWriter();

    @Test
    void sendsTheFilesSortedByPathAsJsonLines() throws IOException {
        write("b.md", "second\n");
        write("a/z.md", "first \"quoted\"\n");
        try (FakeCore core = new FakeCore(new FakeImport())) {
            assertThat(run(core, new ImportFolder(folder, "article", "blog", true, false))).isZero();

            assertThat(core.requests()).startsWith(
                    new Request("POST", "/api/import?type=article&publish=true&dryRun=false&start=false&source=blog",
                            "first", "application/x-ndjson", ""),
                    new Request("POST", "/api/import/J/files?first=0", "first", "application/x-ndjson", """
                            {"path":"a/z.md","content":"first \\"quoted\\"\\n"}
                            {"path":"b.md","content":"second\\n"}
                            """), new Request("POST", "/api/import/J/start", "first", "application/json", ""));
            assertThat(output.toString().lines()).containsExactly("created 2, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void sendsPublishDryRunAndSource() throws IOException {
        write("a.md", "text");
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "rust blog", false, true));

            assertThat(core.requests()).extracting(Request::path)
                    .startsWith("/api/import?type=article&publish=false&dryRun=true&start=false&source=rust+blog");
            assertThat(output.toString()).contains("Dry run: nothing was stored.");
        }
    }

    @Test
    void sendsBatchesOfUpTo200FilesWithTheirOffset() throws IOException {
        for (int number = 0; number < 401; number++) {
            write(number + ".md", "text");
        }
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "blog", true, false));

            assertThat(uploads(core)).extracting(request -> request.body().lines().count()).containsExactly(200L, 200L,
                    1L);
            assertThat(uploads(core)).extracting(Request::path).containsExactly("/api/import/J/files?first=0",
                    "/api/import/J/files?first=200", "/api/import/J/files?first=400");
            assertThat(output.toString().lines()).containsExactly("created 401, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void reportsFailuresWithPathAndLineAndContinues() throws IOException {
        write("bad.md", "+++\ntitle = \n+++\n");
        write("good.md", "text");
        try (FakeCore core = new FakeCore(new FakeImport(line -> line.contains("bad.md")
                ? """
                        {"path": "bad.md", "outcome": "failed", "id": null, "notes": [],
                         "errors": [{"line": 2, "message": "a value is missing"}, {"message": "there is no title"}]}"""
                : """
                        {"path": "good.md", "outcome": "changed", "id": "7", "notes": ["the date is its path's"],
                         "ignored": ["layout", "author"], "related": [{"type": "author", "title": "Niko Matsakis", "id": "8"}]}"""))) {
            assertThat(run(core, new ImportFolder(folder, "article", "blog", true, false))).isEqualTo(1);

            assertThat(output.toString().lines()).containsExactly("note: good.md: the date is its path's",
                    "ignored: front matter 'author' is not a field; did you mean 'authors'? (1 file)",
                    "ignored: front matter 'layout' is not a field (1 file)",
                    "also created: 1 of type author (Niko Matsakis)", "bad.md:2: a value is missing",
                    "bad.md: there is no title", "created 0, changed 1, unchanged 0, failed 1");
        }
    }

    @Test
    void reportsFilesThatAreNotUtf8() throws IOException {
        Files.write(folder.resolve("latin.md"), "naïve".getBytes(ISO_8859_1));
        Files.write(folder.resolve("utf16.md"), "naïve".getBytes(UTF_16));
        try (FakeCore core = new FakeCore(new FakeImport())) {
            assertThat(run(core, new ImportFolder(folder, "article", "blog", true, false))).isEqualTo(1);

            assertThat(uploads(core)).isEmpty();
            assertThat(output.toString().lines()).containsExactly("latin.md: not UTF-8", "utf16.md: not UTF-8",
                    "created 0, changed 0, unchanged 0, failed 2");
        }
    }

    @Test
    void reportsTheNumberOfIgnoredFiles() throws IOException {
        write("a.md", "text");
        write(".draft.md", "hidden");
        write("picture.png", "");
        Files.createSymbolicLink(folder.resolve("link.md"), folder.resolve("a.md"));
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "blog", true, false));

            assertThat(output.toString()).startsWith("Ignored 3 files (hidden, links or not .md).");
        }
    }

    @Test
    void followsNoLinksOutOfTheFolder(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.md"), "secret");
        write("a.md", "text");
        Files.createSymbolicLink(folder.resolve("linked"), outside);
        Files.createSymbolicLink(folder.resolve("secret.md"), outside.resolve("secret.md"));
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "blog", true, false));

            assertThat(uploads(core)).singleElement().extracting(Request::body)
                    .isEqualTo("{\"path\":\"a.md\",\"content\":\"text\"}\n");
            assertThat(output.toString()).startsWith("Ignored 2 files (hidden, links or not .md).");
        }
    }

    @Test
    void theFolderItselfMayBeALink(@TempDir Path links) throws IOException {
        write("a.md", "text");
        Path link = Files.createSymbolicLink(links.resolve("link"), folder);
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(link, "article", "blog", true, false));

            assertThat(output.toString().lines()).containsExactly("created 1, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void reportsFilesThatTheCoreWouldNotAccept() throws IOException {
        write("a.md", "text");
        write("lines.md", "\n".repeat(MarkdownFolder.MAX_BYTES / 2));
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "blog", true, false));

            assertThat(output.toString().lines()).containsExactly("lines.md: larger than 16 MiB",
                    "created 1, changed 0, unchanged 0, failed 1");
        }
    }

    @Test
    void ignoresPipes() throws Exception {
        write("a.md", "text");
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.md").toString()).start().waitFor()).isZero();
        try (FakeCore core = new FakeCore(new FakeImport())) {
            run(core, new ImportFolder(folder, "article", "blog", true, false));

            assertThat(output.toString().lines()).containsExactly("Ignored 1 files (hidden, links or not .md).",
                    "created 1, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void reportsOutcomesOfACancelledImport() throws IOException {
        write("a.md", "text");
        FakeImport cancelled = new FakeImport(_ -> "{\"path\": \"a.md\", \"outcome\": \"created\"}",
                List.of("running", "cancelled"));
        try (FakeCore core = new FakeCore(cancelled)) {
            assertThatThrownBy(() -> run(core, new ImportFolder(folder, "article", "blog", true, false)))
                    .isInstanceOf(ServiceException.class).hasMessage("The import was cancelled (after 1 files)");

            assertThat(output.toString().lines()).containsExactly("created 1, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void retriesWhenTheCoreAnswers503() throws IOException {
        write("a.md", "text");
        AtomicInteger calls = new AtomicInteger();
        FakeImport imports = new FakeImport();
        try (FakeCore core = new FakeCore(request -> calls.getAndIncrement() % 2 == 0
                ? Answer.problem(503, "{\"detail\": \"The database is unavailable.\"}")
                : imports.apply(request))) {
            assertThat(run(core, new ImportFolder(folder, "article", "blog", true, false))).isZero();

            assertThat(uploads(core)).hasSize(2);
            assertThat(output.toString().lines()).containsExactly("created 1, changed 0, unchanged 0, failed 0");
        }
    }

    @Test
    void givesUpWhenTheCoreStaysUnavailable() throws IOException {
        write("a.md", "text");
        try (FakeCore core = new FakeCore(
                _ -> Answer.problem(503, "{\"detail\": \"The database is unavailable.\"}"))) {
            assertThatThrownBy(() -> run(core, new ImportFolder(folder, "article", "blog", true, false)))
                    .isInstanceOf(ServiceException.class).hasMessage("The database is unavailable.");
            assertThat(core.notices()).containsExactly("The core does not answer; waiting for it for up to a minute.");
        }
    }

    @Test
    void cancelsTheJobWhenInterrupted() throws Exception {
        write("a.md", "text");
        try (FakeCore core = new FakeCore(new FakeImport(_ -> "{}", List.of("running")))) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread importing = Thread.ofVirtual().start(() -> thrown.complete(
                    catchThrowable(() -> run(core, new ImportFolder(folder, "article", "blog", true, false)))));
            Eventually.holds("the job is running", () -> core.requests().stream()
                    .filter(request -> request.path().equals("/api/jobs/J")).count() > 2);

            importing.interrupt();
            importing.join();

            assertThat(thrown.join()).isInstanceOf(ServiceException.class);
            assertThat(core.requests()).extracting(Request::method).contains("DELETE");
        }
    }

    @Test
    void printsNoReportWhenTheImportIsRejected() throws IOException {
        write("a.md", "text");
        try (FakeCore core = new FakeCore(
                request -> Answer.problem(404, "{\"detail\": \"There is no type 'artikle'.\"}"))) {
            assertThatThrownBy(() -> run(core, new ImportFolder(folder, "artikle", "blog", true, false)))
                    .isInstanceOf(ServiceException.class).hasMessage("There is no type 'artikle'.");

            assertThat(output.toString()).isEmpty();
        }
    }

    @Test
    void reportsAMissingFolder() {
        try (FakeCore core = new FakeCore(new FakeImport())) {
            Path missing = folder.resolve("missing");

            assertThatThrownBy(() -> run(core, new ImportFolder(missing, "article", "blog", true, false)))
                    .isInstanceOf(ServiceException.class).hasMessage("Folder " + missing + " does not exist.");
        }
    }

    @Test
    void reportsThatAPathIsNoFolder() throws IOException {
        write("one.md", "text");
        try (FakeCore core = new FakeCore(new FakeImport())) {
            Path file = folder.resolve("one.md");

            assertThatThrownBy(() -> run(core, new ImportFolder(file, "article", "blog", true, false)))
                    .isInstanceOf(ServiceException.class).hasMessage(file + " is not a folder.");
        }
    }

    @Test
    void reportsThatThereAreNoFiles() throws IOException {
        write("notes.txt", "text");
        try (FakeCore core = new FakeCore(new FakeImport())) {
            assertThat(run(core, new ImportFolder(folder, "article", "blog", true, false))).isZero();

            assertThat(output.toString()).contains("No Markdown files (.md) found in " + folder);
            assertThat(core.requests()).isEmpty();
        }
    }

    private static List<Request> uploads(FakeCore core) {
        return core.requests().stream().filter(request -> request.path().startsWith("/api/import/J/files?first="))
                .toList();
    }

    private int run(FakeCore core, ImportFolder imports) {
        try (CoreClient client = core.client()) {
            return ImportCommand.run(client, imports, new PrintWriter(output, true), new PrintWriter(output, true));
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

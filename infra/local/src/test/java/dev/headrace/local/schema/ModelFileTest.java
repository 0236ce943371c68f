package dev.headrace.local.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.FakeCore;
import dev.headrace.local.core.FakeCore.Answer;
import dev.headrace.local.core.FakeCore.Request;
import dev.headrace.local.core.Progress;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final String STEPS = """
            {"steps": [
              {"kind": "addField", "type": "article", "field": "minutes", "effect": "adds the field", "destructive": false},
              {"kind": "removeField", "type": "article", "field": "old", "effect": "loses 3 values", "destructive": true}]}
            """;

    private static final Progress NONE = (_, _) -> {};

    @TempDir
    Path folder;
    private Path path;
    private final StringWriter output = new StringWriter();
    private final PrintWriter out = new PrintWriter(output, true);

    @BeforeEach
    void writeModel() throws IOException {
        path = Files.writeString(folder.resolve("model.yaml"), "types: {}\n");
    }

    @Test
    void diffPrintsStepsAndMarksDestructiveOnes() {
        try (FakeCore core = new FakeCore(request -> Answer.json(STEPS)); CoreClient client = core.client()) {
            new ModelFile(path).diff(client, true, out);

            assertThat(output.toString().lines()).containsExactly("  adds the field", "! loses 3 values");
            assertThat(core.requests()).containsExactly(
                    new Request("POST", "/api/schema/diff?prune=true", "first", "application/yaml", "types: {}\n"));
        }
    }

    @Test
    void diffPrintsNothingWithoutDifferences() {
        try (FakeCore core = new FakeCore(request -> Answer.json("{\"steps\": []}"));
                CoreClient client = core.client()) {
            new ModelFile(path).diff(client, false, out);

            assertThat(output.toString()).isEmpty();
        }
    }

    @Test
    void applyPrintsTheNumberOfSteps() {
        try (FakeCore core = new FakeCore(request -> Answer.json(STEPS)); CoreClient client = core.client()) {
            new ModelFile(path).apply(client, false, true, out, NONE);

            assertThat(output.toString().lines()).endsWith("Applied: 2 steps.");
            assertThat(core.requests()).extracting(Request::path)
                    .containsExactly("/api/schema/apply?prune=false&allowDestructive=true");
        }
    }

    @Test
    void applyWaitsForTheJob() {
        try (FakeCore core = new FakeCore(request -> request.path().equals("/api/jobs/J")
                ? Answer.json("{\"state\": \"succeeded\", \"done\": 700, \"total\": 700}")
                : Answer.json(STEPS.strip().replaceFirst("}$", ", \"job\": \"J\"}")));
                CoreClient client = core.client()) {
            new ModelFile(path).apply(client, false, true, out, NONE);

            assertThat(output.toString().lines()).endsWith("Applied: 2 steps.",
                    "Adapted the values of 700 entries.");
        }
    }

    @Test
    void rejectedApplyPrintsStepsAndMentionsAllowDestructive() {
        try (FakeCore core = new FakeCore(request -> request.path().startsWith("/api/schema/diff?prune=true")
                ? Answer.json(STEPS)
                : Answer.problem(409, """
                        {"detail": "Stored values would be lost.", "permittedBy": "allowDestructive=true"}"""));
                CoreClient client = core.client()) {
            assertThatThrownBy(() -> new ModelFile(path).apply(client, true, false, out, NONE))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage("Not applied: the changes marked with ! must be allowed. Use --allow-destructive to"
                            + " apply them anyway.");
            assertThat(output.toString().lines()).containsExactly("  adds the field", "! loses 3 values");
        }
    }

    @Test
    void otherConflictsDoNotMentionIt() {
        try (FakeCore core = new FakeCore(request -> Answer.problem(409, "{\"detail\": \"A job is still running.\"}"));
                CoreClient client = core.client()) {
            assertThatThrownBy(() -> new ModelFile(path).apply(client, false, false, out, NONE))
                    .hasMessage("A job is still running.");
        }
    }

    @Test
    void reportsTheLineOfAnError() {
        try (FakeCore core = new FakeCore(request -> Answer.problem(400, """
                {"detail": "This is not YAML.", "errors": [{"pointer": "", "message": "a colon is missing",
                 "line": 4, "column": 2}]}
                """)); CoreClient client = core.client()) {
            assertThatThrownBy(() -> new ModelFile(path).diff(client, false, out))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage(path + ":4:2: a colon is missing");
        }
    }

    @Test
    void writesASnapshot() {
        try (FakeCore core = new FakeCore(request -> new Answer(200, "application/yaml", "types: {a: {}}\n"));
                CoreClient client = core.client()) {
            new ModelFile(path).snapshot(client, out);

            assertThat(path).hasContent("types: {a: {}}");
        }
    }

    @Test
    void printsASnapshot() {
        try (FakeCore core = new FakeCore(request -> new Answer(200, "application/yaml", "types: {a: {}}\n"));
                CoreClient client = core.client()) {
            new ModelFile(Path.of("-")).snapshot(client, out);

            assertThat(output.toString()).isEqualTo("types: {a: {}}\n");
            assertThat(Path.of("-")).doesNotExist();
        }
    }

    @Test
    void reportsAnEmptyFile() throws IOException {
        Files.writeString(path, "\n");
        try (FakeCore core = new FakeCore(request -> Answer.json(STEPS)); CoreClient client = core.client()) {
            assertThatThrownBy(() -> new ModelFile(path).apply(client, false, false, out, NONE))
                    .isInstanceOf(ServiceException.class).hasMessage(path + " is empty.");
        }
    }

    @Test
    void reportsAMissingFile() {
        try (FakeCore core = new FakeCore(request -> Answer.json(STEPS)); CoreClient client = core.client()) {
            assertThatThrownBy(() -> new ModelFile(folder.resolve("missing.yaml")).diff(client, false, out))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage(folder.resolve("missing.yaml") + " does not exist.");
        }
    }
}

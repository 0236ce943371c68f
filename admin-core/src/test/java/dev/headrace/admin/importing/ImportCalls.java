package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that import files. */
public final class ImportCalls {

    static final String LINES = "application/x-ndjson";
    private static final JsonMapper JSON = new JsonMapper();

    private ImportCalls() {}

    static String line(String path, String content) {
        return JSON.createObjectNode().put("path", path).put("content", content).toString();
    }

    public static String lines(Map<String, String> files) {
        return files.entrySet().stream().map(file -> line(file.getKey(), file.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** Files titled {@code Number n}. */
    static String numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> line(number + ".md", "---\ntitle: Number " + number + "\n---\nText\n"))
                .collect(Collectors.joining("\n"));
    }

    /** Imports files and returns their outcomes. */
    public static Answer run(CoreUnderTest core, String query, String lines) {
        String job = start(core, query, lines);
        assertThat(awaitEnd(core, job).path("state").stringValue()).isEqualTo("succeeded");
        return core.get("/api/import/" + job + "/files?limit=1000");
    }

    /** Starts an import with all its files, and returns the id of the job. */
    static String start(CoreUnderTest core, String query, String lines) {
        Answer answer = core.call("POST", "/api/import?" + query, LINES, lines);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("job").stringValue();
    }

    static JsonNode awaitEnd(CoreUnderTest core, String job) {
        Eventually.holds("the import has ended",
                () -> !core.get("/api/jobs/" + job).json().path("finishedAt").isNull());
        return core.get("/api/jobs/" + job).json();
    }
}

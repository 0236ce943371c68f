package dev.headrace.admin.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
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
    public static String numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> line(number + ".md", "---\ntitle: Number " + number + "\n---\nText\n"))
                .collect(Collectors.joining("\n"));
    }

    /** Imports files and returns their outcomes. */
    public static Answer run(CoreUnderTest core, String query, String lines) {
        String job = start(core, query, lines);
        assertThat(awaitEnd(core, job).path("state").stringValue()).isEqualTo("succeeded");
        return core.get("/api/import/" + job + "/files?size=1000");
    }

    /** Starts an import with all its files, and returns the id of the job. */
    public static String start(CoreUnderTest core, String query, String lines) {
        Answer answer = core.call("POST", "/api/import?" + query, LINES, lines);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("job").stringValue();
    }

    public static JsonNode awaitEnd(CoreUnderTest core, String job) {
        Eventually.holds("the import has ended",
                () -> !core.get("/api/jobs/" + job).json().path("finishedAt").isNull());
        return core.get("/api/jobs/" + job).json();
    }

    /** The errors of a file, with their lines and columns. */
    static List<String> errors(Answer answer, String path) {
        return item(answer, path).path("errors").valueStream()
                .map(error -> error.path("line").asString("null")
                        + (error.has("column") ? ":" + error.path("column").asString() : "") + ": "
                        + error.path("message").asString())
                .toList();
    }

    /** The outcome of a file. */
    static JsonNode item(Answer answer, String path) {
        return answer.json().path("items").valueStream().filter(item -> item.path("path").asString().equals(path))
                .findFirst().orElseThrow();
    }

    /** Starts an import of several files, and runs an action while it waits to record the outcome of one of them. */
    static String blockedAt(CoreUnderTest core, int number, String query, String lines, Runnable then) {
        JdbcClient jdbc = core.bean(JdbcClient.class);
        String job = core.call("POST", "/api/import?start=false&" + query, LINES, lines).json().path("job")
                .stringValue();
        core.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            jdbc.sql("select 1 from import_file where import_id = :id::uuid and number = :number for update")
                    .param("id", job).param("number", number).query().singleRow();
            assertThat(core.post("/api/import/" + job + "/start", "").status()).isEqualTo(202);
            Eventually.holds("some files are imported", () -> jdbc.sql("""
                    select count(*) from import_file where import_id = :id::uuid and outcome is not null""")
                    .param("id", job).query(Long.class).single() == number);
            then.run();
        });
        return job;
    }

    /** Lets another core take over an import that {@link #blockedAt} has blocked. */
    static void takeOver(CoreUnderTest core, String job) {
        Eventually.holds("the first core detects the takeover", () -> core.bean(JdbcClient.class).sql("""
                update scheduled_tasks set picked = false, picked_by = null, version = version + 1
                where task_instance = :id""").param("id", job).update() == 1);
    }

    /** What is done while an import is blocked, so that its core loses it. */
    static Runnable loss(CoreUnderTest core) {
        return () -> core.bean(JdbcClient.class)
                .sql("update job set run = run + 1 where kind = 'import' and state = 'running'").update();
    }
}

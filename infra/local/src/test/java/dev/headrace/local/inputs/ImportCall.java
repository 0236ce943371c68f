package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.inputs.Step.Action;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An import through the API, as its query ({@code type=…&source=…}), of {@code files}: texts by path. The answer is the list of
 * the files' outcomes, once the import has succeeded.
 */
final class ImportCall implements Action {

    /** Long, because many may run at once. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @Override
    public List<String> keys() {
        return List.of("files");
    }

    @Override
    public List<Answer> run(String query, JsonNode step, RunningSystem system) {
        String lines = step.path("files").properties().stream()
                .map(file -> LocalCore.JSON.createObjectNode().put("path", file.getKey())
                        .set("content", file.getValue()).toString())
                .collect(Collectors.joining("\n"));
        Answer started = system.core("POST", "/api/import?" + query, "application/x-ndjson", lines);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        String job = started.value("/job");
        Eventually.holds("the import has ended", TIMEOUT,
                () -> !get("/api/jobs/" + job, system).at("/finishedAt").isNull());
        Answer ended = get("/api/jobs/" + job, system);
        assertThat(ended.value("/state")).as(ended.toString()).isEqualTo("succeeded");
        return List.of(get("/api/import/" + job + "/files?size=1000", system));
    }

    private static Answer get(String path, RunningSystem system) {
        return system.core("GET", path, "application/json", "");
    }
}

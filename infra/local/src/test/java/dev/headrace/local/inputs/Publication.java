package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.inputs.Step.Action;
import dev.headrace.testkit.Eventually;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Publishes or unpublishes entries, each {@code type/id}, separated by blanks, and waits until the edge shows it. */
record Publication(String verb) implements Action {

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public List<Answer> run(String entries, JsonNode step, RunningSystem system) {
        return List.of(entries.split(" ")).stream().map(entry -> run(entry, system)).toList();
    }

    private Answer run(String entry, RunningSystem system) {
        String path = "/api/entries/" + entry;
        Answer answer = system.core("POST", path + "/" + verb, "application/json", "");
        assertThat(answer.status()).as("%s %s: %s", verb, entry, answer).isIn(200, 202);
        Eventually.holds(entry + " is shown at the edge", () -> system
                .core("GET", path + "/receipt", "application/json", "").at("/live").booleanValue());
        return answer;
    }
}

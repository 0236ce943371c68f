package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.inputs.Step.Action;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The same list from both tiers, as {@code type?query}: with the same status, total and ids, in the same order if the query
 * has {@code sort}.
 */
final class ListOnBothTiers implements Action {

    @Override
    public List<String> keys() {
        return List.of();
    }

    @Override
    public List<Answer> run(String list, JsonNode step, RunningSystem system) {
        Answer core = system.core("GET", "/api/entries/" + list, "application/json", "");
        Answer edge = system.edge("GET", "/v1/content/" + list);
        assertThat(edge.status()).as("core: %s%nedge: %s", core, edge).isEqualTo(core.status());
        if (core.status() == 200) {
            assertThat(edge.at("/total")).as("core: %s%nedge: %s", core, edge).isEqualTo(core.at("/total"));
            assertThat(ids(edge, list)).as("core: %s%nedge: %s", core, edge).isEqualTo(ids(core, list));
        }
        return List.of(core, edge);
    }

    private static List<String> ids(Answer answer, String list) {
        List<String> ids = answer.at("/items/*/id").valueStream().map(JsonNode::stringValue).toList();
        return list.contains("sort=") ? ids : ids.stream().sorted().toList();
    }
}

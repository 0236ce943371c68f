package dev.headrace.local.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A row of a {@link Table}.
 *
 * @param given values for placeholders: an object
 */
record Row(String title, JsonNode given, List<Step> steps) {

    private static final List<String> KEYS = List.of("row", "each", "steps");

    /** One row, or one for each of the values in {@code each}. */
    static Stream<Row> all(JsonNode defined) {
        assertThat(KEYS).as("keys of %s", defined).containsAll(defined.propertyNames());
        String title = defined.path("row").stringValue();
        List<Step> steps = Step.all(defined.path("steps"));
        if (!defined.has("each")) {
            return Stream.of(new Row(title, LocalCore.JSON.createObjectNode(), steps));
        }
        return defined.path("each").valueStream().map(each -> new Row(title + ": " + each, given(each), steps));
    }

    private static JsonNode given(JsonNode each) {
        return each.isObject() ? each : LocalCore.JSON.createObjectNode().set("each", each);
    }

    void run(Values values, RunningSystem system) {
        assertThat(steps).as("steps of %s", title).isNotEmpty();
        Values given = values.with(this.given);
        steps.forEach(step -> step.take(given, system));
    }
}

package dev.headrace.local.inputs;

import dev.headrace.local.inputs.Step.Action;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * A request to one tier, as {@code METHOD path}. The content is a JSON {@code body}, a model file as a map ({@code yaml}),
 * or a {@code text} of a media {@code type} (default: JSON). A header in {@code headers} with a list is sent as several lines.
 */
record Call(BiFunction<RunningSystem, String, HttpRequest.Builder> tier) implements Action {

    @Override
    public List<String> keys() {
        return List.of("headers", "body", "yaml", "text", "type");
    }

    @Override
    public List<Answer> run(String target, JsonNode step, RunningSystem system) {
        String[] parts = target.split(" ", 2);
        HttpRequest.Builder request = tier.apply(system, parts[1]).method(parts[0],
                BodyPublishers.ofString(content(step)));
        if (!content(step).isEmpty()) {
            request.header("Content-Type", step.has("yaml") ? "application/yaml" : type(step));
        }
        step.path("headers").properties().forEach(header -> (header.getValue().isArray()
                ? header.getValue().valueStream()
                : List.of(header.getValue()).stream())
                .forEach(line -> request.header(header.getKey(), line.asString())));
        return List.of(system.send(request));
    }

    private static String type(JsonNode step) {
        return step.path("type").asString("application/json");
    }

    private static String content(JsonNode step) {
        if (step.has("text")) {
            return step.path("text").stringValue();
        }
        JsonNode tree = step.has("yaml") ? step.path("yaml") : step.path("body");
        return tree.isMissingNode() ? "" : tree.toString();
    }
}

package dev.headrace.polls;

import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.interact.InteractionKind;
import dev.headrace.edge.interact.Write;
import dev.headrace.edge.interact.WriteRequest;
import dev.headrace.edge.tallies.Counts;
import dev.headrace.edge.tallies.TallyPart;
import dev.headrace.model.StateOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A kind for tests, in another module: a user votes for one of the choices that the model names. */
public final class PollKind implements InteractionKind, TallyPart {

    @Override
    public String name() {
        return "poll";
    }

    @Override
    public String option() {
        return "poll";
    }

    @Override
    public void writeTally(JsonNode options, Counts counts, JsonGenerator json) {
        json.writeObjectPropertyStart("poll");
        choices(options).forEach(choice -> json.writeNumberProperty(choice, counts.of("poll:" + choice)));
        json.writeEndObject();
    }

    private static List<String> choices(JsonNode options) {
        return options.valueStream().map(JsonNode::asString).toList();
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(Method.PUT, "/v1/content/{type}/{id}/poll"));
    }

    @Override
    public Writers writers() {
        return Writers.USERS;
    }

    @Override
    public JsonBody.Limits body() {
        return new JsonBody.Limits(100, 1, 1, false);
    }

    @Override
    public Write write(WriteRequest request) {
        List<String> choices = choices(request.options(this));
        if (choices.isEmpty()) {
            throw new ProblemException(new Problem(403, "There is no poll about this."));
        }
        String choice = request.body().path("choice").asString("");
        if (!choices.contains(choice)) {
            throw new ProblemException(new Problem(400, "Unknown choice.",
                    List.of(new Problem.Invalid("/choice", "must be one of " + choices)), Map.of()));
        }
        String actor = Objects.requireNonNull(request.actor());
        List<StateOperation> operations = choices.stream().<StateOperation>map(
                each -> new StateOperation.Member("poll:" + each, actor, each.equals(choice))).toList();
        return new Write.Single("poll", JsonNodeFactory.instance.objectNode().put("choice", choice), operations,
                JsonNodeFactory.instance.objectNode().put("poll", choice));
    }
}

package dev.headrace.edge;

import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.interact.InteractionKind;
import dev.headrace.edge.interact.Write;
import dev.headrace.edge.interact.WriteRequest;
import dev.headrace.model.StateOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** A kind for tests: a user votes for one of two choices. */
final class PollKind implements InteractionKind {

    private static final List<String> CHOICES = List.of("yes", "no");

    @Override
    public String name() {
        return "poll";
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
        String choice = request.body().path("choice").asString("");
        if (!CHOICES.contains(choice)) {
            throw new ProblemException(new Problem(400, "Unknown choice.",
                    List.of(new Problem.Invalid("/choice", "must be one of " + CHOICES)), Map.of()));
        }
        String actor = Objects.requireNonNull(request.actor());
        List<StateOperation> operations = CHOICES.stream().<StateOperation>map(
                each -> new StateOperation.Member("poll:" + each, actor, each.equals(choice))).toList();
        return new Write.Single("poll", JsonNodeFactory.instance.objectNode().put("choice", choice), operations,
                JsonNodeFactory.instance.objectNode().put("poll", choice));
    }
}

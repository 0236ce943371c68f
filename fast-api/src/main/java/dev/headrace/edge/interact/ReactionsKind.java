package dev.headrace.edge.interact;

import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.tallies.Counts;
import dev.headrace.edge.tallies.TallyPart;
import dev.headrace.model.Metric;
import dev.headrace.model.ReactionChanged;
import dev.headrace.model.StateOperation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code DELETE /v1/content/{type}/{id}/reactions/{reaction}}: a user sets or removes a reaction. */
final class ReactionsKind implements InteractionKind, TallyPart {

    private static final String PATH = "/v1/content/{type}/{id}/reactions/{reaction}";
    private static final List<Route> ROUTES = List.of(new Route(Method.PUT, PATH), new Route(Method.DELETE, PATH));

    @Override
    public String name() {
        return ReactionChanged.KIND;
    }

    @Override
    public String option() {
        return "reactions";
    }

    @Override
    public void writeTally(JsonNode options, Counts counts, JsonGenerator json) {
        if (!options.isEmpty()) {
            json.writeObjectPropertyStart("reactions");
            for (JsonNode name : options) {
                String reaction = name.asString();
                json.writeNumberProperty(reaction, counts.of(Metric.reaction(reaction)));
            }
            json.writeEndObject();
        }
    }

    @Override
    public List<Route> routes() {
        return ROUTES;
    }

    @Override
    public Writers writers() {
        return Writers.USERS;
    }

    @Override
    public JsonBody.Limits body() {
        return JsonBody.Limits.EMPTY;
    }

    @Override
    public Write write(WriteRequest request) {
        String reaction = request.path().get(2);
        check(reaction, request);
        boolean on = request.method() == Method.PUT;
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.putObject("reactions").put(reaction, on);
        return new Write.Single("reactions/" + reaction, new ReactionChanged(reaction, on).toJson(), List.of(
                new StateOperation.Member(Metric.reaction(reaction), Objects.requireNonNull(request.actor()), on)),
                state);
    }

    private void check(String reaction, WriteRequest request) {
        JsonNode reactions = request.options(this);
        if (reactions.isEmpty()) {
            throw Rejections.forbidden("Documents of type '" + request.target().type() + "' do not accept reactions.");
        }
        if (names(reactions).noneMatch(reaction::equals)) {
            throw new ProblemException(Problem.notFound("Unknown reaction '" + reaction + "'; allowed: "
                    + names(reactions).collect(Collectors.joining(", ")) + "."));
        }
    }

    private static Stream<String> names(JsonNode reactions) {
        return reactions.valueStream().map(JsonNode::asString);
    }
}

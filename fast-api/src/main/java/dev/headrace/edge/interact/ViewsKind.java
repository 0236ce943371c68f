package dev.headrace.edge.interact;

import dev.headrace.edge.http.JsonBody;
import dev.headrace.edge.tallies.Counts;
import dev.headrace.edge.tallies.TallyPart;
import dev.headrace.model.Metric;
import dev.headrace.model.StateOperation;
import dev.headrace.model.ViewsCounted;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code POST /v1/content/{type}/{id}/views}: a document was viewed. */
final class ViewsKind implements InteractionKind, TallyPart {

    private static final List<Route> ROUTES = List.of(new Route(Method.POST, "/v1/content/{type}/{id}/views"));

    @Override
    public String name() {
        return ViewsCounted.KIND;
    }

    @Override
    public String option() {
        return "views";
    }

    @Override
    public void writeTally(JsonNode options, Counts counts, JsonGenerator json) {
        if (options.asBoolean(false)) {
            json.writeNumberProperty("views", counts.of(Metric.VIEWS));
        }
    }

    @Override
    public List<Route> routes() {
        return ROUTES;
    }

    @Override
    public Writers writers() {
        return Writers.ANYBODY;
    }

    @Override
    public JsonBody.Limits body() {
        return JsonBody.Limits.EMPTY;
    }

    @Override
    public Write write(WriteRequest request) {
        if (!request.options(this).asBoolean(false)) {
            throw Rejections
                    .forbidden("Views of documents of type '" + request.target().type() + "' are not counted.");
        }
        return new Write.Summed(ViewsCounted.MAX_COUNT, ViewsKind::views);
    }

    private static Write.Single views(long count) {
        return new Write.Single("views", new ViewsCounted(count).toJson(),
                List.of(new StateOperation.Count(Metric.VIEWS, count)), JsonNodeFactory.instance.objectNode());
    }
}

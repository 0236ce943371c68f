package dev.headrace.admin.interactions.views;

import dev.headrace.admin.interactions.EntryCorrection;
import dev.headrace.admin.interactions.InteractionHandler;
import dev.headrace.admin.interactions.ReceivedEvent;
import dev.headrace.admin.interactions.TallyChanges;
import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import dev.headrace.model.Metric;
import dev.headrace.model.ViewsCounted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Adds views to tallies. No state per user is stored. */
@Component
class ViewsHandler implements InteractionHandler<ViewsHandler.Views>, InteractionKind {

    record Views(UUID entry, long count) {}

    @Override
    public String option() {
        return "views";
    }

    @Override
    public void check(InteractionOptions options) {
        // no options
    }

    @Override
    public Optional<JsonNode> forEdges(JsonNode options) {
        return Optional.of(BooleanNode.TRUE);
    }

    @Override
    public Map<String, String> metrics(JsonNode options) {
        return Map.of("views", Metric.VIEWS);
    }

    @Override
    public String kind() {
        return ViewsCounted.KIND;
    }

    @Override
    public Views parse(ReceivedEvent event) {
        return new Views(event.entry(), ViewsCounted.parse(event.data()).count());
    }

    @Override
    public void apply(List<Views> events, TallyChanges changes) {
        events.forEach(views -> changes.add(views.entry, Metric.VIEWS, views.count));
    }

    @Override
    public List<EntryCorrection> corrections(List<Views> events) {
        return List.of();
    }
}

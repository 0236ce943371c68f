package dev.headrace.admin.interactions.ratings;

import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ratings from 1 to a maximum. Models can already allow them, but edges do not serve them yet. */
@Component
class RatingsKind implements InteractionKind {

    @Override
    public String option() {
        return "rating";
    }

    @Override
    public void check(InteractionOptions options) {
        options.integer("max", 5, 2, 100);
        options.who();
    }

    @Override
    public Optional<JsonNode> forEdges(JsonNode options) {
        return Optional.empty();
    }
}

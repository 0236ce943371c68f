package dev.headrace.admin.interactions.ratings;

import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ratings: a number of stars from 1 to a highest one. Models can allow them already; no edge serves them yet. */
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

package dev.headrace.admin.interactions.comments;

import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Comments, moderated before or after publication. Models can already allow them, but edges do not serve them yet.
 */
@Component
class CommentsKind implements InteractionKind {

    @Override
    public String option() {
        return "comments";
    }

    @Override
    public void check(InteractionOptions options) {
        options.oneOf("moderation", "before", "before", "after", "none");
        options.who();
        options.integer("max", 4_000, 1, 100_000);
    }

    @Override
    public Optional<JsonNode> forEdges(JsonNode options) {
        return Optional.empty();
    }
}

package dev.headrace.admin.interactions;

import dev.headrace.model.Interaction;
import dev.headrace.model.Target;
import java.util.UUID;

/**
 * A settled count.
 *
 * @param metric {@code views} or {@code reaction:} and its kind
 * @param version the later of two values of one tally has the higher one
 */
record Tally(UUID targetId, String metric, String type, long value, long version) {

    static final String VIEWS = "views";

    static String metric(Interaction interaction) {
        return switch (interaction) {
            case Interaction.ViewsCounted _ -> VIEWS;
            case Interaction.ReactionChanged reaction -> reactionMetric(reaction.kind());
        };
    }

    static String reactionMetric(String kind) {
        return "reaction:" + kind;
    }

    Target target() {
        return new Target(type, targetId.toString());
    }
}

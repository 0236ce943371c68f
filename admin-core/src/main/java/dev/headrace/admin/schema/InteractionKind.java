package dev.headrace.admin.schema;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A kind of interaction with documents, such as reactions. Each bean of this type adds a kind. */
public interface InteractionKind {

    /** The key under {@code interactions} that enables the kind in a model. */
    String option();

    /** Reads and validates every option that a model may set. */
    void check(InteractionOptions options);

    /**
     * The options that edges need; empty if they do not serve the kind.
     *
     * @param options the options that {@link #check} has read
     */
    Optional<JsonNode> forEdges(JsonNode options);

    /**
     * The counts of each entry, by what they count, such as {@code reaction 'like'}; empty if nothing is counted.
     *
     * @param options the options that {@link #check} has read
     * @return metrics of tallies
     */
    default Map<String, String> metrics(JsonNode options) {
        return Map.of();
    }
}

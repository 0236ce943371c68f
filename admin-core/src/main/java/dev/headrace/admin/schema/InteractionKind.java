package dev.headrace.admin.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One kind of what users may do to documents, such as reactions. A new kind is a bean of this type. */
public interface InteractionKind {

    /** The key under {@code interactions} by which a model allows the kind. */
    String option();

    /** Asks for each option that a model may give. */
    void check(InteractionOptions options);

    /**
     * What edges must know of the kind; empty if they do not serve it.
     *
     * @param options all that {@link #check} asked for
     */
    Optional<JsonNode> forEdges(JsonNode options);
}

package dev.headrace.edge.tallies;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The part of the tallies that a kind of interactions writes. */
public interface TallyPart {

    /** The option that enables the kind of interactions in models. */
    String option();

    /**
     * Writes a property with all counts, including zeros; nothing if there are none.
     *
     * @param options the kind's options in the model
     */
    void writeTally(JsonNode options, Counts counts, JsonGenerator json);
}

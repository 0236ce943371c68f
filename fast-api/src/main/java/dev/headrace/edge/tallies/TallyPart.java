package dev.headrace.edge.tallies;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** What one kind of interactions adds to the tallies that clients get. */
public interface TallyPart {

    /** The name under which models allow the kind. */
    String option();

    /**
     * Writes a property with a number for each thing that is counted, be it 0; nothing if there are none.
     *
     * @param options what the model says of the kind
     */
    void writeTally(JsonNode options, Counts counts, JsonGenerator json);
}

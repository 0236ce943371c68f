package dev.headrace.admin.contract;

import dev.headrace.model.PublishedModel;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A type as the edge serves it.
 *
 * @param views the names of its documents, by view; {@code full} first
 * @param stats the name of its tallies
 * @param found the name of a document in the results of a search; null if the type cannot be searched
 * @param viewMap a name for what has its documents by view, which is free for clients
 * @param collection a name for what reads its documents, likewise
 * @param query a name for the conditions of its lists, likewise
 * @param published what the edge knows of it
 */
record DescribedType(String name, String label, SequencedMap<String, String> views, String stats,
        @Nullable String found, String viewMap, String collection, String query, PublishedModel.Type published) {

    /** The name of its documents in a view. */
    String document(String view) {
        String name = views.get(view);
        return name == null ? views.firstEntry().getValue() : name;
    }

    /** The class name on which those of its views are based. */
    String className() {
        return document(PublishedModel.FULL);
    }

    boolean countsViews() {
        return published.interactions().of("views").asBoolean(false);
    }

    /** The reactions that users may have; empty if there are none. */
    List<String> reactions() {
        return published.interactions().of("reactions").valueStream().map(JsonNode::asString).toList();
    }
}

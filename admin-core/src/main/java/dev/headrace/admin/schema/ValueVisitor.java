package dev.headrace.admin.schema;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Visits the values of an entry in the order of the model, empty ones included. See {@link Values#visit}.
 */
public interface ValueVisitor {

    /**
     * Where a value is.
     *
     * @param localized whether its field, or a field around it, has a value for each locale
     */
    record Place(FieldPath path, Field field, boolean localized) {}

    /** Whether the field at a place, with all that is inside it, is visited. */
    default boolean visits(Place place) {
        return true;
    }

    /** @param value as it is stored; missing if there is none */
    default void scalar(Place place, JsonNode value) {
        // of no interest to this visitor
    }

    default void reference(Place place, List<UUID> targets) {
        // of no interest to this visitor
    }

    /**
     * A value that is nothing of its field's type, from a revision of before the type changed. Drafts may have such values,
     * publications have none. The visitor hears no more of the field.
     */
    default void otherShape(Place place, JsonNode value) {
        // of no interest to this visitor
    }

    /** A group follows. */
    default void startGroup(Place place) {
        // of no interest to this visitor
    }

    default void endGroup(Place place) {
        // of no interest to this visitor
    }

    /** A group that is not repeated has no values. */
    default void emptyGroup(Place place) {
        // of no interest to this visitor
    }

    /** The elements of a repeated group, or blocks, follow. */
    default void startList(Place place, int size) {
        // of no interest to this visitor
    }

    default void endList(Place place) {
        // of no interest to this visitor
    }

    /**
     * The fields of an element follow.
     *
     * @param key identifies the element within its list, and never changes
     * @param block its block type; null in a repeated group
     */
    default void startElement(Place place, String key, @Nullable Block block) {
        // of no interest to this visitor
    }

    default void endElement(Place place) {
        // of no interest to this visitor
    }
}

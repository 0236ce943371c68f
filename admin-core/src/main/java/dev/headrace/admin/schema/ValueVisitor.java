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
     * The location of a value.
     *
     * @param localized whether its field, or an enclosing field, is localized
     */
    record Place(FieldPath path, Field field, boolean localized) {}

    /** Whether to visit the field at a place and everything inside it. */
    default boolean visits(Place place) {
        return true;
    }

    /** @param value as it is stored; missing if there is none */
    default void scalar(Place place, JsonNode value) {
        // ignored by default
    }

    default void reference(Place place, List<UUID> targets) {
        // ignored by default
    }

    /**
     * A value whose JSON shape does not match its field's type, from a revision before the type changed. Only drafts may
     * have such values. No other method is called for the field.
     */
    default void otherShape(Place place, JsonNode value) {
        // ignored by default
    }

    /** A group starts. */
    default void startGroup(Place place) {
        // ignored by default
    }

    default void endGroup(Place place) {
        // ignored by default
    }

    /** A single group without values. */
    default void emptyGroup(Place place) {
        // ignored by default
    }

    /** A list of groups or blocks starts. */
    default void startList(Place place, int size) {
        // ignored by default
    }

    default void endList(Place place) {
        // ignored by default
    }

    /**
     * An element of a list starts.
     *
     * @param key identifies the element within its list, and never changes
     * @param block its block type; null in a repeated group
     */
    default void startElement(Place place, String key, @Nullable Block block) {
        // ignored by default
    }

    default void endElement(Place place) {
        // ignored by default
    }
}

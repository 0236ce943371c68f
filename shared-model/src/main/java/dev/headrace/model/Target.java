package dev.headrace.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The published document that a read or write refers to.
 *
 * @param type the type's name, such as {@code article}
 * @param id the entry's id
 */
public record Target(String type, String id) {

    public Target {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }

    /** The target with this type and id; empty if the id is not well-formed. */
    public static Optional<Target> of(String type, String id) {
        return EntryId.isId(id) ? Optional.of(new Target(type, id)) : Optional.empty();
    }

    /** The partition that holds this target's frames, index record, interaction state and outbox. */
    public Partition partition() {
        return Partition.of(id);
    }

    @Override
    public String toString() {
        return type + ":" + id;
    }
}

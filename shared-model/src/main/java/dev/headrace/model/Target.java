package dev.headrace.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The published document that a read or a write is about.
 *
 * @param type the type's name, such as {@code article}
 * @param id the entry's id
 */
public record Target(String type, String id) {

    public Target {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }

    /** The target with these names, if the second one can be an id at all. */
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

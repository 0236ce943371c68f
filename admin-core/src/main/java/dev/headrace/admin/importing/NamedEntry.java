package dev.headrace.admin.importing;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that an import created or changed, with the names by which files refer to it.
 *
 * @param id null if a dry run would create it
 * @param slug null if it has none
 */
record NamedEntry(String type, String title, @Nullable UUID id, @Nullable String slug) {

    NamedEntry withoutId() {
        return new NamedEntry(type, title, null, slug);
    }

    /** The id of an entry that is stored, at least until the end of the transaction. */
    UUID storedId() {
        return Objects.requireNonNull(id);
    }
}

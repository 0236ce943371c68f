package dev.headrace.admin.publishing;

import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.schema.ContentType;
import java.util.List;

/**
 * A publication to remove.
 *
 * @param number of the published revision
 * @param ending what readers get then
 */
record Removal(ContentType type, Variant variant, int number, Ending ending) {

    /** @param variant a published one */
    static Removal of(ContentType type, Variant variant, Ending ending) {
        return new Removal(type, variant, variant.publishedVersion().orElseThrow(), ending);
    }

    DocumentKey key() {
        return new DocumentKey(variant.entry().id(), variant.locale());
    }

    Uses uses() {
        return new Uses(key().entryId(), key().locale(), List.of());
    }
}

package dev.headrace.admin.publishing;

import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Publications.NewValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A revision to publish.
 *
 * @param number of the revision
 * @param fields the values in stored form
 * @param savedAt when its shared values were saved, or now for those of a draft
 */
record NewPublication(ContentType type, Variant variant, int number, ObjectNode fields, Instant savedAt) {

    DocumentKey key() {
        return new DocumentKey(variant.entry().id(), variant.locale());
    }

    NewPublication with(ObjectNode others, Instant sharedAt) {
        return new NewPublication(type, variant, number, others, sharedAt);
    }

    /** Whether it is the current draft, whose shared values are the newest. */
    boolean isDraft() {
        return number == variant.version();
    }

    boolean differsFromDraft() {
        return !Values.same(variant.fields(), fields);
    }

    NewValues newValues() {
        return new NewValues(type, key(), number, fields);
    }

    Uses uses() {
        return new Uses(key().entryId(), key().locale(), Values.uniques(type, fields));
    }
}

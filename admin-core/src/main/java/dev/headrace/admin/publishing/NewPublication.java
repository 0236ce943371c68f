package dev.headrace.admin.publishing;

import dev.headrace.admin.content.UniqueValues.Uses;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Publications.NewValues;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import tools.jackson.databind.node.ObjectNode;

/**
 * A revision to publish.
 *
 * @param number of the revision
 * @param fields the values in stored form
 */
record NewPublication(ContentType type, Variant variant, int number, ObjectNode fields) {

    DocumentKey key() {
        return new DocumentKey(variant.entry().id(), variant.locale());
    }

    NewPublication with(ObjectNode others) {
        return new NewPublication(type, variant, number, others);
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

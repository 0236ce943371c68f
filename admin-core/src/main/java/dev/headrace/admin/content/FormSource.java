package dev.headrace.admin.content;

import dev.headrace.admin.schema.SharedValues;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The source of the form of an entry in a locale.
 *
 * @param draft the entry in that locale; if it does not exist there, its first variant reduced to the shared values
 */
record FormSource(String locale, VariantView draft) {

    static FormSource existing(VariantView draft) {
        return new FormSource(draft.locale(), draft);
    }

    static FormSource missing(String locale, VariantView first) {
        return new FormSource(locale, first.with(
                SharedValues.merge(first.type(), first.fields(), JsonNodeFactory.instance.objectNode())));
    }

    boolean exists() {
        return draft.locale().equals(locale);
    }

    /** The values in API form. */
    ObjectNode values() {
        return Values.show(draft.type(), draft.fields());
    }

    /** The values that the model does not allow. */
    List<Problem> unfit() {
        return Values.unfit(draft.type(), draft.fields());
    }

    SaveEntry.BasedOn versions() {
        return exists()
                ? SaveEntry.BasedOn.version(draft.version())
                : new SaveEntry.BasedOn(0, draft.locale(), draft.version());
    }
}

package dev.headrace.admin.content;

import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the form of an entry in a locale is made from.
 *
 * @param draft the entry in that locale, or, where it is not written yet, in the first one that it has, with nothing but
 *     the values that all locales share
 */
record FormSource(String locale, VariantView draft) {

    static FormSource written(VariantView draft) {
        return new FormSource(draft.locale(), draft);
    }

    static FormSource unwritten(String locale, VariantView first) {
        return new FormSource(locale, first.with(
                Values.share(first.type(), first.fields(), JsonNodeFactory.instance.objectNode())));
    }

    boolean isWritten() {
        return draft.locale().equals(locale);
    }

    /** The values as the API shows them. */
    ObjectNode values() {
        return Values.show(draft.type(), draft.fields());
    }

    /** What the model does not allow of the values. */
    List<Problem> unfit() {
        return Values.unfit(draft.type(), draft.fields());
    }

    SaveEntry.BasedOn versions() {
        return isWritten()
                ? SaveEntry.BasedOn.version(draft.version())
                : new SaveEntry.BasedOn(0, draft.locale(), draft.version());
    }
}

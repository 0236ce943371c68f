package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.function.ToLongFunction;

/** The number of affected entries: the maximum over the features that store values. */
record StoredCounts(Collection<StoredValues> stored) {

    long entries(ContentType type) {
        return max(values -> values.countEntries(type));
    }

    long entriesIn(String locale) {
        return max(values -> values.countEntries(locale));
    }

    long values(ContentType type, String id) {
        return max(values -> values.countValues(type, id));
    }

    long unfit(ContentType type, Field field) {
        return max(values -> values.countUnfit(type, field));
    }

    long lost(ContentType type, Field field, Locales locales) {
        return max(values -> values.countLost(type, field, locales));
    }

    long missing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return max(values -> values.countMissing(type, topLevel, fieldId, locales));
    }

    private long max(ToLongFunction<StoredValues> count) {
        return stored.stream().mapToLong(count).max().orElse(0);
    }
}

package dev.headrace.admin.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** The number of entries that a model change affects: the maximum over the features that store values. */
record AffectedEntries(Collection<StoredCounts> stored) {

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

    /**
     * The number of entries that lose values in a locale when a field, or a field inside it, is no longer localized.
     *
     * @param type the current type
     * @param field the changed top-level field
     * @param locales the new locales
     */
    long lost(ContentType type, Field field, Locales locales) {
        return max(values -> {
            LostValues lost = new LostValues(field, locales);
            ValuesByEntry.read(values, type, field, locales, lost);
            return lost.count();
        });
    }

    /** See {@link StoredCounts#countRemovedInteractions}. */
    SortedMap<String, Long> removedInteractions(ContentType present, ContentType requested) {
        SortedMap<String, Long> all = new TreeMap<>();
        stored.forEach(values -> all.putAll(values.countRemovedInteractions(present, requested)));
        return all;
    }

    long missing(ContentType type, Field topLevel, String fieldId, Locales locales) {
        return max(values -> values.countMissing(type, topLevel, fieldId, locales));
    }

    /**
     * Why a field cannot become unique; empty if it can.
     *
     * @param type the current type
     * @param topLevel the changed top-level field that is, or contains, the unique one
     * @param locales the new locales
     */
    Optional<String> notUnique(ContentType type, Field topLevel, String fieldId, Locales locales) {
        SharedUniques uniques = new SharedUniques(topLevel, fieldId, locales);
        stored.forEach(values -> ValuesByEntry.read(values, type, topLevel, locales, uniques));
        return uniques.problem(entries -> titles(entries, locales));
    }

    private Map<UUID, String> titles(Collection<UUID> entries, Locales locales) {
        Map<UUID, String> titles = new HashMap<>();
        stored.forEach(values -> titles.putAll(values.titles(entries, locales)));
        return titles;
    }

    private long max(ToLongFunction<StoredCounts> count) {
        return stored.stream().mapToLong(count).max().orElse(0);
    }
}

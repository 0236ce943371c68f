package dev.headrace.admin.schema;

import java.util.List;
import java.util.Set;

/**
 * What stored values need after a change of the model. Types are named by their ids, which no other type ever gets.
 *
 * @param adapted types whose values change
 * @param retired types whose entries are deleted
 * @param locales tags of locales whose values are deleted
 */
record ModelWork(List<TypeWork> adapted, List<String> retired, List<String> locales) {

    /**
     * What the values of one type need. Fields and locales are those that the type has when the work is done, so that a
     * later change of the model is not undone.
     *
     * @param removed ids of fields and block types that no longer exist
     * @param share whether some fields have one value for all locales now
     * @param retitle whether other fields name the entries now
     */
    record TypeWork(String typeId, Set<String> removed, boolean share, boolean retitle) {

        boolean isEmpty() {
            return removed.isEmpty() && !share && !retitle;
        }

        /** Whether published documents change. */
        boolean changesDocuments() {
            return share || retitle;
        }
    }

    boolean isEmpty() {
        return adapted.isEmpty() && retired.isEmpty() && locales.isEmpty();
    }
}

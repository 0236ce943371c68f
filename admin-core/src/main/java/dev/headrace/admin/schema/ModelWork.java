package dev.headrace.admin.schema;

import java.util.List;
import java.util.Set;

/**
 * Migration of stored values after a model change. Types are identified by ids, which are never reused.
 *
 * @param adapted types whose values change
 * @param retired types whose entries are deleted
 * @param locales tags of locales whose values are deleted
 */
record ModelWork(List<TypeWork> adapted, List<String> retired, List<String> locales) {

    /**
     * Migration of the values of one type. Fields and locales are read when the work runs, so that it does not undo later
     * model changes.
     *
     * @param removed ids of fields and block types that no longer exist
     * @param share whether some fields are no longer localized
     * @param retitle whether the title or slug field has changed
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

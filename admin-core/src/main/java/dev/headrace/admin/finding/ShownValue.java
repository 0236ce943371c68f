package dev.headrace.admin.finding;

import dev.headrace.admin.schema.Field;
import dev.headrace.model.EntryId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value as lists show it.
 *
 * @param text of the value, or the title of the entry that it refers to
 * @param time if it is one; else null
 * @param note that its entry is in the trash, or not available; else null
 */
record ShownValue(String text, @Nullable Instant time, @Nullable String note) {

    private static final int MAX_LENGTH = 100;
    /** How many characters of a value must be read. */
    static final int MAX_READ = MAX_LENGTH + 1;

    /**
     * @param stored the text of the stored value, or of a filter
     * @param entries those that references refer to, as far as they exist and the user may see them
     */
    static ShownValue of(Field field, String stored, Map<UUID, EntryRow> entries) {
        if (field.isReference() && EntryId.isId(stored)) {
            return reference(entries.get(UUID.fromString(stored)));
        }
        return field.moment(stored).map(moment -> new ShownValue(stored, moment, null))
                .orElseGet(() -> text(field.displayText(stored)));
    }

    static ShownValue text(String text) {
        boolean isShort = text.codePointCount(0, text.length()) <= MAX_LENGTH;
        return new ShownValue(isShort ? text : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…", null,
                null);
    }

    private static ShownValue reference(@Nullable EntryRow entry) {
        if (entry == null) {
            return new ShownValue("Not available", null, "Deleted, or not visible to you");
        }
        return new ShownValue(entry.shownTitle(), null,
                entry.status() == Status.trashed ? "In the trash" : null);
    }
}

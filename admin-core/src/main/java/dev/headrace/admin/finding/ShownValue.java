package dev.headrace.admin.finding;

import dev.headrace.admin.schema.Field;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel.ValueKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
        Optional<ValueKind> kind = field.listKind();
        if (kind.isEmpty()) {
            return text(stored);
        }
        return switch (kind.get()) {
            case BOOLEAN -> text(stored.equals("true") ? "Yes" : stored.equals("false") ? "No" : stored);
            case DATETIME -> time(stored);
            case REFERENCE -> EntryId.isId(stored) ? reference(entries.get(UUID.fromString(stored))) : text(stored);
            case TEXT, NUMBER -> text(stored);
        };
    }

    static ShownValue text(String text) {
        boolean isShort = text.codePointCount(0, text.length()) <= MAX_LENGTH;
        return new ShownValue(isShort ? text : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…", null,
                null);
    }

    /** Values of a field's former type are no times. */
    private static ShownValue time(String text) {
        try {
            return new ShownValue(text, Instant.parse(text), null);
        } catch (DateTimeException e) {
            return text(text);
        }
    }

    private static ShownValue reference(@Nullable EntryRow entry) {
        if (entry == null) {
            return new ShownValue("Not available", null, "Deleted, or not visible to you");
        }
        return new ShownValue(entry.title().isEmpty() ? "Untitled" : entry.title(), null,
                entry.status() == Status.trashed ? "In the trash" : null);
    }
}

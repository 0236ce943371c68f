package dev.headrace.admin.scheduling;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.StoredTime;
import dev.headrace.model.EntryId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A position in a list that is sorted by a time, of changes or releases: that at the end of the page before.
 *
 * @param time by which the list is sorted
 */
public record ChangePosition(OffsetDateTime time, UUID id) {

    public static String text(Instant time, UUID id) {
        return time + "/" + id;
    }

    /** @throws InvalidInputException if the text does not come from a list */
    public static ChangePosition parse(String text) {
        int separator = text.indexOf('/');
        String id = text.substring(separator + 1);
        try {
            if (separator > 0 && EntryId.isId(id)) {
                return new ChangePosition(StoredTime.parse(text.substring(0, separator)), UUID.fromString(id));
            }
        } catch (DateTimeException e) {
            // not a position
        }
        throw new InvalidInputException("/after", "must be the 'next' of a page of the same list");
    }
}

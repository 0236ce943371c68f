package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published variant is out of date: readers still get it, with a notice, but not in lists.
 *
 * @param notice plain text for readers, up to {@link #MAX_LENGTH} characters
 */
public record Withdrawal(Instant at, String notice) {

    static final int MAX_LENGTH = 1_000;

    /** From the columns {@code withdrawn_at} and {@code withdrawn_notice}; null if they are. */
    public static @Nullable Withdrawal of(ResultSet row) throws SQLException {
        return row.getTimestamp("withdrawn_at") == null
                ? null
                : new Withdrawal(row.getTimestamp("withdrawn_at").toInstant(), row.getString("withdrawn_notice"));
    }

    /** @throws InvalidInputException if a notice is missing, too long or contains control characters */
    static String check(@Nullable String notice) {
        String text = Values.normalized("/notice", notice == null ? "" : notice.replace("\r\n", "\n")).strip();
        if (Values.isBlank(text)) {
            throw new InvalidInputException("/notice", "is required");
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException("/notice", "is longer than " + MAX_LENGTH + " characters");
        }
        return text;
    }
}

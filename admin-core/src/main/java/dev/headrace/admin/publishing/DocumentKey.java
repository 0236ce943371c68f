package dev.headrace.admin.publishing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Identifies a document: an entry in the locale in which it is served. Keys have the sort order of PostgreSQL for the
 * columns of the table {@code projection}.
 */
public record DocumentKey(UUID entryId, String locale) implements Comparable<DocumentKey> {

    // UUID.compareTo compares signed halves, PostgreSQL compares bytes.
    private static final Comparator<DocumentKey> ORDER = Comparator
            .<DocumentKey, Long>comparing(key -> key.entryId.getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(key -> key.entryId.getLeastSignificantBits(), Long::compareUnsigned)
            .thenComparing(DocumentKey::locale);

    /** The key in the columns {@code entry_id} and {@code locale} of a row. */
    public static DocumentKey of(ResultSet row) throws SQLException {
        return new DocumentKey(row.getObject("entry_id", UUID.class), row.getString("locale"));
    }

    /** Binds keys, in their order, to the parameters {@code ids} ({@code uuid[]}) and {@code locales} ({@code text[]}). */
    public static StatementSpec bind(StatementSpec statement, Collection<DocumentKey> keys) {
        return statement.param("ids", keys.stream().map(DocumentKey::entryId).toArray(UUID[]::new))
                .param("locales", keys.stream().map(DocumentKey::locale).toArray(String[]::new));
    }

    @Override
    public int compareTo(DocumentKey other) {
        return ORDER.compare(this, other);
    }
}

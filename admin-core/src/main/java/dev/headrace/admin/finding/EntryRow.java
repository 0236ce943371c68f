package dev.headrace.admin.finding;

import dev.headrace.admin.web.ShownTitle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list of entries.
 *
 * @param type the type's name
 */
public record EntryRow(UUID id, String type, String locale, String title, @Nullable String slug, Status status,
        int version, Instant createdAt, Instant updatedAt, String updatedBy, @Nullable Instant publishedAt,
        @Nullable Instant trashedAt) {

    /** Of the aliases {@code e} and {@code v}, see {@link EntrySelect}. */
    public static final String COLUMNS = """
            e.id, (select name from content_type where content_type.id = e.type_id) as type, v.locale, v.title, v.slug,
            v.version, e.created_at, v.updated_at, v.updated_by, v.published_at, v.status, e.trashed_at""";

    /** A copy with another time and author of the last edit. */
    EntryRow edited(Instant at, String by) {
        return new EntryRow(id, type, locale, title, slug, status, version, createdAt, at, by, publishedAt, trashedAt);
    }

    /** A copy with another title. */
    EntryRow titled(String other) {
        return new EntryRow(id, type, locale, other, slug, status, version, createdAt, updatedAt, updatedBy,
                publishedAt, trashedAt);
    }

    /** The title on pages. */
    public String shownTitle() {
        return ShownTitle.of(title);
    }

    public static EntryRow read(ResultSet row, int number) throws SQLException {
        return new EntryRow(row.getObject("id", UUID.class), row.getString("type"), row.getString("locale"),
                row.getString("title"), row.getString("slug"), Status.of(row.getString("status")),
                row.getInt("version"), row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(), row.getString("updated_by"), instant(row, "published_at"),
                instant(row, "trashed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}

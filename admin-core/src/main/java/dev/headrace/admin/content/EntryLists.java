package dev.headrace.admin.content;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.schema.InvalidValueException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.DecimalNode;

/** Lists of entries, without their fields: enough to find one. */
@Component
public class EntryLists {

    /** Counting stops here: an exact total of a huge list is worth nobody's wait. */
    public static final int MOST_COUNTED = 10_000;

    private static final FieldType.Numeric ANY_NUMBER = new FieldType.Numeric(false, null, null);
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Map<String, String> COLUMNS = Map.of("updatedAt", "updated_at", "createdAt", "created_at",
            "publishedAt", "published_at", "title", "left(lower(title), 200)");
    private static final String SELECT = """
            select id, type, title, slug, version, updated_at, updated_by, published_at, status from entry""";

    private final JdbcClient jdbc;

    EntryLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One line of a list. */
    public record Row(UUID id, String type, String title, @Nullable String slug, Entry.Status status, int version,
            Instant updatedAt, String updatedBy, @Nullable Instant publishedAt) {}

    /**
     * A page of a list.
     *
     * @param total of all pages; {@link #MOST_COUNTED} if there are that many or more
     */
    public record Page(List<Row> rows, int total) {}

    public Page page(ContentType type, EntryQuery query) {
        query.checkFilters(type);
        Where where = where(type, query);
        // As the indexes have it: only publishedAt may be null, and PostgreSQL puts nulls first in descending order.
        String order = COLUMNS.get(query.sortField()) + (query.descending() ? " desc" : "")
                + (query.descending() && query.sortField().equals("publishedAt") ? " nulls last" : "");
        List<Row> rows = jdbc.sql(SELECT + " where " + where.sql() + " order by " + order
                + ", id limit :limit offset :offset").params(where.parameters).param("limit", query.size())
                .param("offset", (query.page() - 1) * query.size()).query(EntryLists::row).list();
        int total = jdbc.sql("select count(*) from (select from entry where " + where.sql() + " limit :most) counted")
                .params(where.parameters).param("most", MOST_COUNTED).query(Integer.class).single();
        return new Page(rows, total);
    }

    /** Entries whose title begins with or contains what somebody types, of any of some types; the best first. */
    public List<Row> suggestions(List<String> types, String text, int limit) {
        Where where = new Where();
        where.and("type = any (:types)").parameters.put("types", types.toArray(String[]::new));
        search(where, text);
        return jdbc.sql(SELECT + " where " + where.sql() + " order by updated_at desc, id limit :limit")
                .params(where.parameters).param("limit", limit).query(EntryLists::row).list();
    }

    /** Lines for some ids, in no order; ids of no entry are left out. */
    public Map<UUID, Row> rows(List<UUID> ids) {
        Map<UUID, Row> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql(SELECT + " where id = any (:ids)").param("ids", ids.toArray(UUID[]::new))
                    .query(EntryLists::row).list().forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    /** How many entries of each type there are in each status, {@link #MOST_COUNTED} at most. */
    public Map<String, Map<Entry.Status, Long>> counts() {
        Map<String, Map<Entry.Status, Long>> counts = new HashMap<>();
        jdbc.sql("""
                select name, status, (select count(*) from (select from entry
                    where type = name and entry.status = given.status limit :most) counted) as entries
                from content_type cross join unnest(:statuses) as given (status)""")
                .param("statuses", Arrays.stream(Entry.Status.values()).map(Enum::name).toArray(String[]::new))
                .param("most", MOST_COUNTED).query(row -> {
                    counts.computeIfAbsent(row.getString("name"), _ -> new HashMap<>())
                            .put(Entry.Status.valueOf(row.getString("status")), row.getLong("entries"));
                });
        return counts;
    }

    /** How many entries of each type there are, {@link #MOST_COUNTED} at most; types without entries are left out. */
    Map<String, Integer> totals() {
        Map<String, Integer> totals = new HashMap<>();
        jdbc.sql("""
                select name, (select count(*) from (select from entry where type = name limit :most) counted) as entries
                from content_type""").param("most", MOST_COUNTED).query(row -> {
            totals.put(row.getString("name"), row.getInt("entries"));
        });
        return totals;
    }

    /** What was edited last, of all types. */
    public List<Row> latest(int limit) {
        return latest("true", limit);
    }

    /** What was edited last and is not public as it is: drafts, and what was changed since its publication. */
    public List<Row> waiting(int limit) {
        return latest("status in ('draft', 'changed')", limit);
    }

    /** The entries that point at another one in their drafts, the last edited first. */
    List<Row> pointingAt(UUID target, int limit) {
        return jdbc.sql(SELECT + """
                 where id in (select entry_id from entry_reference where target_id = :target)
                order by updated_at desc, id limit :limit""").param("target", target).param("limit", limit)
                .query(EntryLists::row).list();
    }

    /** Type by type, so that the index on each type's updates answers. */
    private List<Row> latest(String condition, int limit) {
        return jdbc
                .sql("select latest.* from content_type t cross join lateral (" + SELECT + " where type = t.name and "
                        + condition + " order by updated_at desc, id limit :limit) latest"
                        + " order by updated_at desc, id limit :limit")
                .param("limit", limit).query(EntryLists::row).list();
    }

    private static Where where(ContentType type, EntryQuery query) {
        Where where = new Where();
        where.and("type = :type").parameters.put("type", type.name());
        search(where, query.text());
        if (query.status() != null) {
            where.and("status = :status").parameters.put("status", query.status().name());
        }
        query.filters().forEach((name, value) -> filter(where, type, name, value));
        return where;
    }

    private static void search(Where where, String text) {
        List<String> words = WORD.matcher(text).results().map(match -> match.group() + ":*").toList();
        if (!words.isEmpty()) {
            where.and("search @@ to_tsquery('simple', :words)").parameters.put("words", String.join(" & ", words));
        } else if (!text.isBlank()) {
            where.and("false");
        }
    }

    private static void filter(Where where, ContentType type, String name, String value) {
        String number = String.valueOf(where.parameters.size());
        where.parameters.put("f" + number, name);
        FieldType fieldType = type.field(name).map(Field::type).orElseThrow();
        where.parameters.put("v" + number, fieldType instanceof FieldType.Numeric ? plain(value) : value);
        boolean many = fieldType instanceof FieldType.Reference reference && reference.many();
        where.and(many
                ? "jsonb_exists(fields -> :f%s, :v%s)".formatted(number, number)
                : "fields ->> :f%s = :v%s".formatted(number, number));
    }

    /** A number in the one form in which it is stored; what is no number equals none. */
    private static String plain(String number) {
        try {
            BigDecimal value = new BigDecimal(number.length() > LONGEST_NUMBER ? "" : number);
            return ANY_NUMBER.normalize(DecimalNode.valueOf(value)).decimalValue().toPlainString();
        } catch (NumberFormatException | InvalidValueException e) {
            return "";
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Timestamp publishedAt = row.getTimestamp("published_at");
        return new Row(row.getObject("id", UUID.class), row.getString("type"), row.getString("title"),
                row.getString("slug"), Entry.Status.valueOf(row.getString("status")), row.getInt("version"),
                row.getTimestamp("updated_at").toInstant(), row.getString("updated_by"),
                publishedAt == null ? null : publishedAt.toInstant());
    }

    /** Conditions that all must hold. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        Where and(String condition) {
            conditions.add(condition);
            return this;
        }

        String sql() {
            return String.join(" and ", conditions);
        }
    }
}

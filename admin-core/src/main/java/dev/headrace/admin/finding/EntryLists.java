package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Lists of entries, without their values: enough to find one. */
@Component
public class EntryLists {

    /** Counting stops here: an exact total of a huge list is not worth the wait. */
    public static final int MAX_COUNTED = 10_000;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Map<String, String> SORT_COLUMNS = Map.of("updatedAt", "v.updated_at", "createdAt",
            "e.created_at", "publishedAt", "v.published_at", "title", "left(lower(v.title), 200)");
    private static final String NOT_TRASHED = "not v.trashed";
    private static final String LATEST = "order by v.updated_at desc, v.entry_id limit :limit";

    private final EntrySelect select;
    private final Types types;

    EntryLists(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
    }

    /**
     * A page of a list.
     *
     * @param total of all pages; {@link #MAX_COUNTED} if there are that many or more
     */
    public record Page(List<EntryRow> rows, int total) {}

    public Page page(ContentType type, EntryQuery query, Actor actor) {
        query.checkFilters(type);
        // As the indexes have it: only publishedAt may be null, and PostgreSQL puts nulls first in descending order.
        String order = SORT_COLUMNS.get(query.sortField()) + (query.descending() ? " desc" : "")
                + (query.descending() && query.sortField().equals("publishedAt") ? " nulls last" : "");
        List<EntryRow> rows = matching(type, query, actor).param("limit", query.size())
                .param("offset", (query.page() - 1) * query.size())
                .list(EntryRow.COLUMNS, "order by " + order + ", v.entry_id limit :limit offset :offset",
                        EntryRow::read);
        return new Page(rows, matching(type, query, actor).count(MAX_COUNTED));
    }

    private Query matching(ContentType type, EntryQuery query, Actor actor) {
        Query matching = select.by(actor).and("v.type_id = :type").param("type", type.id()).and("v.locale = :locale")
                .param("locale", query.locale());
        if (query.status() == null) {
            matching.and(NOT_TRASHED);
        } else {
            matching.and("v.status = :status").param("status", query.status().name());
        }
        search(matching, query.text());
        query.filters().forEach((name, value) -> filter(matching, type.field(name).orElseThrow(), value));
        return matching;
    }

    /** Entries whose title, slug or texts contain what somebody types, of any of some types; the last edited first. */
    public List<EntryRow> suggestions(Collection<ContentType> among, String locale, String text, int limit,
            Actor actor) {
        Query query = select.by(actor).and("v.type_id = any (:types)")
                .param("types", among.stream().map(ContentType::id).toArray(String[]::new))
                .and("v.locale = :locale").param("locale", locale).and(NOT_TRASHED);
        search(query, text);
        return query.param("limit", limit).list(EntryRow.COLUMNS, LATEST, EntryRow::read);
    }

    /** Lines for some ids, in a locale or else in the default one; ids of no entry are left out. */
    public Map<UUID, EntryRow> rows(Collection<UUID> ids, String locale, Actor actor) {
        Map<UUID, EntryRow> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            select.by(actor).and("e.id = any (:ids)").param("ids", ids.toArray(UUID[]::new)).param("locale", locale)
                    .param("default", types.locales().defaultLocale())
                    .list(EntryRow.COLUMNS, "order by v.locale <> :locale, v.locale <> :default, v.locale",
                            EntryRow::read)
                    .forEach(row -> rows.putIfAbsent(row.id(), row));
        }
        return rows;
    }

    /** How many entries of each type there are in each status, {@link #MAX_COUNTED} at most. */
    public Map<String, Map<Status, Integer>> counts(Actor actor) {
        Map<String, Map<Status, Integer>> counts = new HashMap<>();
        for (ContentType type : types.model().all()) {
            Map<Status, Integer> byStatus = new HashMap<>();
            for (Status status : Status.values()) {
                byStatus.put(status, inDefaultLocale(type, actor).and("v.status = :status")
                        .param("status", status.name()).count(MAX_COUNTED));
            }
            counts.put(type.name(), byStatus);
        }
        return counts;
    }

    /** How many entries a type has, {@link #MAX_COUNTED} at most. */
    int total(ContentType type, Actor actor) {
        return inDefaultLocale(type, actor).and(NOT_TRASHED).count(MAX_COUNTED);
    }

    /** What was edited last, of all types. */
    public List<EntryRow> latest(int limit, Actor actor) {
        return latest(NOT_TRASHED, limit, actor);
    }

    /** What was edited last and is not public as it is: drafts, and what was changed since its publication. */
    public List<EntryRow> waiting(int limit, Actor actor) {
        return latest(NOT_TRASHED + " and v.status in ('draft', 'changed')", limit, actor);
    }

    /** Type by type, so that the index on each type's updates answers. */
    private List<EntryRow> latest(String condition, int limit, Actor actor) {
        List<EntryRow> rows = new ArrayList<>();
        for (ContentType type : types.model().all()) {
            rows.addAll(inDefaultLocale(type, actor).and(condition).param("limit", limit).list(EntryRow.COLUMNS, LATEST,
                    EntryRow::read));
        }
        return rows.stream().sorted(Comparator.comparing(EntryRow::updatedAt).reversed()).limit(limit).toList();
    }

    private Query inDefaultLocale(ContentType type, Actor actor) {
        return select.by(actor).and("v.type_id = :type").param("type", type.id()).and("v.locale = :locale")
                .param("locale", types.locales().defaultLocale());
    }

    private static void search(Query query, String text) {
        List<String> words = WORD.matcher(text).results().map(match -> match.group() + ":*").toList();
        if (!words.isEmpty()) {
            query.and("v.search @@ to_tsquery('simple', :words)").param("words", String.join(" & ", words));
        } else if (!text.isBlank()) {
            query.and("false");
        }
    }

    private static void filter(Query query, Field field, String value) {
        String number = String.valueOf(query.parameterCount());
        query.param("f" + number, field.id()).param("v" + number, field.filterText(value).orElse(""));
        query.and(field.many()
                ? "jsonb_exists(v.fields -> :f%s, :v%s)".formatted(number, number)
                : "v.fields ->> :f%s = :v%s".formatted(number, number));
    }
}

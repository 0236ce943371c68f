package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.finding.ListOrder.Column;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of entries, without their values. */
@Component
public class EntryLists {

    /** Limit for counting a list; an exact total of a huge list takes too long. */
    public static final int MAX_COUNTED = 10_000;

    /** Lower limit for several counts at once, or as a first step. */
    static final int MAX_IN_SUMMARY = 1_000;

    private static final String NOT_TRASHED = "not v.trashed";

    private final EntrySelect select;
    private final Types types;
    private final LatestEntries latest;
    private final FilterConditions filters;

    EntryLists(EntrySelect select, Types types) {
        this.select = select;
        this.types = types;
        this.latest = new LatestEntries(select, types);
        this.filters = new FilterConditions(select, types);
    }

    /**
     * A page of a list.
     *
     * @param total of all pages, counted up to {@link #MAX_COUNTED}
     * @param next the position of the next page; null if this is the last one
     */
    public record Page(List<EntryRow> rows, Total total, @Nullable String next) {}

    public Page page(ContentType type, EntryQuery query, Actor actor) {
        return page(type, filters.resolved(type, query, actor), UnaryOperator.identity(), actor);
    }

    /**
     * Like {@link #page}, with the entries first whose title or slug matches the search text. If very many do, all
     * matches are listed alike.
     */
    Page titlesFirst(ContentType type, EntryQuery query, Actor actor) {
        Supplier<Query> titled = () -> few(type, query, Match.TITLE, actor);
        int titles = titled.get().count(MAX_IN_SUMMARY);
        if (titles == 0 || titles == MAX_IN_SUMMARY) {
            return page(type, query, actor);
        }
        Total total = total(all(type, query, Match.ANYWHERE, actor));
        List<EntryRow> rows = new ArrayList<>(rows(titled.get(), query, query.offset(), query.size()));
        if (rows.size() < query.size()) {
            rows.addAll(rows(matching(total, type, query, Match.TEXT, actor), query,
                    Math.max(0, query.offset() - titles), query.size() - rows.size()));
        }
        return new Page(rows, total, null);
    }

    /** Entries of another locale that do not exist in the query's. */
    Page untranslated(ContentType type, EntryQuery query, String source, Actor actor) {
        return page(type, query.inLocale(source), rows -> rows.withoutLocale(query.locale()), actor);
    }

    private Page page(ContentType type, EntryQuery query, UnaryOperator<Query> condition, Actor actor) {
        Total total = total(condition.apply(query.filters().isEmpty()
                ? all(type, query, Match.ANYWHERE, actor)
                : few(type, query, Match.ANYWHERE, actor)));
        Query rows = condition.apply(matching(total, type, query, Match.ANYWHERE, actor));
        List<EntryRow> found = rows(rows, query, query.offset(), query.size() + 1);
        if (found.size() <= query.size()) {
            return new Page(found, total, null);
        }
        List<EntryRow> page = found.subList(0, query.size());
        return new Page(page, total, next(page.getLast(), query, actor));
    }

    private String next(EntryRow last, EntryQuery query, Actor actor) {
        return ListPosition.of(last, query.order(), () -> select.by(actor).and("e.id = :id").param("id", last.id())
                .and("v.locale = :locale").param("locale", last.locale())
                .list("encode(v.title_key, 'hex')", "", (row, _) -> row.getString(1)).stream().findFirst().orElse(""))
                .text();
    }

    private static List<EntryRow> rows(Query rows, EntryQuery query, int offset, int limit) {
        ListPosition after = query.after();
        if (after != null) {
            rows.and(after.order().sqlAfter()).param("after", after.parameter()).param("afterEntry", after.entry());
        }
        return rows.param("limit", limit).param("offset", offset).list(EntryRow.COLUMNS,
                query.order().sql() + " limit :limit offset :offset", EntryRow::read);
    }

    private static Total total(Query rows) {
        return Total.of(rows.count(MAX_COUNTED), MAX_COUNTED);
    }

    /**
     * PostgreSQL cannot estimate how many rows match a search or filters. Few matches are all sorted; in the order of a
     * list, many rows would be read to find them.
     */
    private Query matching(Total total, ContentType type, EntryQuery query, Match match, Actor actor) {
        if (total.exact() && (!Match.words(query.text()).isEmpty() || !query.filters().isEmpty())) {
            return few(type, query, match, actor);
        }
        if (query.order().column() != Column.createdAt) {
            return all(type, query, match, actor);
        }
        Query rows = filtered(select.by(actor).and("e.type_id = :type"), type, query);
        match.search(rows, query.text());
        return rows;
    }

    private Query all(ContentType type, EntryQuery query, Match match, Actor actor) {
        Query rows = filtered(select.listed(actor), type, query);
        match.search(rows, query.text());
        return rows;
    }

    /** The variants that the indexes of words and values find. */
    private Query few(ContentType type, EntryQuery query, Match match, Actor actor) {
        ValueIndex values = ValueIndex.of(query.filters());
        List<String> conditions = new ArrayList<>(values.conditions());
        if (!Match.words(query.text()).isEmpty()) {
            conditions.add(match.condition());
        }
        Query rows = conditions.isEmpty() ? select.listed(actor) : select.found(conditions, actor);
        values.parameters().forEach(rows::param);
        match.search(rows, query.text());
        return filtered(rows, type, query);
    }

    private static Query filtered(Query matching, ContentType type, EntryQuery query) {
        matching.and("v.type_id = :type").param("type", type.id()).and("v.locale = :locale").param("locale",
                query.locale());
        if (query.status() != Status.trashed) {
            // Also added for every other status, so that the partial indexes on untrashed variants apply.
            matching.and(NOT_TRASHED);
        }
        if (query.status() != null) {
            matching.and("v.status = :status").param("status", query.status().name());
        }
        query.filters().forEach(filter -> FilterConditions.add(matching, filter));
        return matching;
    }

    /**
     * Entries of these types that match a search text in any locale: first those whose title or slug does, each group
     * with the most recently edited first. Each entry is listed in its first locale.
     */
    public List<Suggestion> suggestions(Collection<ContentType> among, String text, int limit, Actor actor) {
        List<EntryRow> found = text.isBlank() ? latest.of(among, limit, actor) : found(among, text, limit, actor);
        List<EntryRow> shown = inFirstLocale(found, actor);
        Map<UUID, List<EntryRow>> matches = text.isBlank() || !types.locales().several()
                ? Map.of()
                : latest.variants(found, query -> Match.ANYWHERE.search(query, text), actor);
        return shown.stream()
                .map(row -> new Suggestion(row, matchElsewhere(row, matches.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    private static @Nullable EntryRow matchElsewhere(EntryRow shown, List<EntryRow> matches) {
        return matches.isEmpty() || matches.stream().anyMatch(match -> match.locale().equals(shown.locale()))
                ? null
                : matches.getFirst();
    }

    private List<EntryRow> found(Collection<ContentType> among, String text, int limit, Actor actor) {
        List<EntryRow> titled = latest.matching(among, query -> Match.TITLE.search(query, text), limit, actor);
        if (titled.size() == limit) {
            return titled;
        }
        Set<UUID> ids = titled.stream().map(EntryRow::id).collect(Collectors.toSet());
        Stream<EntryRow> others = latest
                .matching(among, query -> Match.ANYWHERE.search(query, text), limit + titled.size(), actor).stream()
                .filter(row -> !ids.contains(row.id()));
        return Stream.concat(titled.stream(), others).limit(limit).toList();
    }

    /** Rows by id, in the given locale or else the entry's first one; unknown ids are omitted. */
    public Map<UUID, EntryRow> rows(Collection<UUID> ids, String locale, Actor actor) {
        Map<UUID, EntryRow> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            select.by(actor).and("e.id = any (:ids)").param("ids", ids.toArray(UUID[]::new)).param("locale", locale)
                    .param("locales", locales())
                    .list(EntryRow.COLUMNS, "order by v.locale <> :locale, array_position(:locales, v.locale)",
                            EntryRow::read)
                    .forEach(row -> rows.putIfAbsent(row.id(), row));
        }
        return rows;
    }

    /** Number of entries by type and by status in their first locale. */
    public Map<String, Map<Status, Total>> counts(Actor actor) {
        Map<String, Map<Status, Total>> counts = new HashMap<>();
        for (ContentType type : types.model().all()) {
            Map<Status, Total> byStatus = new EnumMap<>(Status.class);
            for (Status status : Status.values()) {
                byStatus.put(status, count(
                        () -> ofType(type, actor).and("v.status = :status").param("status", status.name())));
            }
            counts.put(type.name(), byStatus);
        }
        return counts;
    }

    /** Number of entries of a type, capped at {@link #MAX_IN_SUMMARY}. */
    Total total(ContentType type, Actor actor) {
        return count(() -> ofType(type, actor).and(NOT_TRASHED));
    }

    /**
     * Counts entries. Most exist in the default locale, where one index counts them. Only a limited number of variants
     * in other locales, mostly of the same entries, is examined; beyond that the count is inexact.
     */
    private Total count(Supplier<Query> variants) {
        int inDefault = variants.get().and("v.locale = :locale").param("locale", types.locales().defaultLocale())
                .count(MAX_IN_SUMMARY);
        if (inDefault == MAX_IN_SUMMARY || !types.locales().several()) {
            return Total.of(inDefault, MAX_IN_SUMMARY);
        }
        EntrySelect.Query.Examined others = variants.get().and("v.locale = any (:others)")
                .param("others", types.locales().tags().stream().skip(1).toArray(String[]::new))
                .examine(types.locales().tags(), MAX_COUNTED);
        return new Total(inDefault + others.first(), others.rows() < MAX_COUNTED);
    }

    /** The most recently edited entries of all types, in any locale. Each is listed in its first locale. */
    public List<EntryRow> latest(int limit, Actor actor) {
        return inFirstLocale(latest.of(types.model().all(), limit, actor), actor);
    }

    /**
     * The most recently edited entries with unpublished changes: drafts, and entries changed since their publication.
     * Each is listed once, with all locales that have changes.
     */
    public List<UnpublishedChanges> waiting(int limit, Actor actor) {
        return latest.waiting(types.model().all(), limit, actor);
    }

    private List<EntryRow> inFirstLocale(List<EntryRow> edited, Actor actor) {
        if (!types.locales().several()) {
            return edited;
        }
        Map<UUID, EntryRow> first = rows(edited.stream().map(EntryRow::id).toList(),
                types.locales().defaultLocale(), actor);
        return edited.stream().map(row -> first.getOrDefault(row.id(), row).edited(row.updatedAt(), row.updatedBy()))
                .toList();
    }

    private Query ofType(ContentType type, Actor actor) {
        return select.listed(actor).and("v.type_id = :type").param("type", type.id());
    }

    private String[] locales() {
        return types.locales().tags().toArray(String[]::new);
    }
}

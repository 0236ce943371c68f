package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.finding.EntrySelect.Query;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages of lists of entries of one type, without their values. */
@Component
public class EntryLists {

    /** Limit for counting a list; an exact total of a huge list takes too long. */
    public static final int MAX_COUNTED = 10_000;

    /** If the titles of this many entries match a search, all matches are listed alike. */
    private static final int MAX_TITLES = 1_000;

    /** Entries that are read to find a page of matches in the order of a list. */
    private static final int MAX_WALKED = 10_000;

    private final EntrySelect select;
    private final ResolveFilters filters;

    EntryLists(EntrySelect select, Types types) {
        this.select = select;
        this.filters = new ResolveFilters(select, types);
    }

    /**
     * A page of a list.
     *
     * @param total of all pages, counted up to {@link #MAX_COUNTED}
     * @param next the position of the next page; null if this is the last one
     */
    public record Page(List<EntryRow> rows, Total total, @Nullable String next) {}

    public Page page(ContentType type, EntryQuery query, Actor actor) {
        return page(type, filters.resolve(type, query, actor), UnaryOperator.identity(), actor);
    }

    /**
     * What the index of values knows about the filters of a list.
     *
     * @param all for all filters
     * @param rare without those that have more matches than lists count
     */
    private record Indexed(ValueIndex all, ValueIndex rare) {

        boolean isCommon() {
            return rare.subqueries().isEmpty() && !all.subqueries().isEmpty();
        }
    }

    private Indexed indexed(EntryQuery query) {
        ValueIndex all = ValueIndex.of(query.filters());
        Map<String, Object> parameters = new HashMap<>(all.parameters());
        parameters.put("locale", query.locale());
        return new Indexed(all, all.without(each -> select.hasAtLeast(MAX_COUNTED, each, parameters)));
    }

    /**
     * Like {@link #page}, with the entries first whose title or slug matches the search text. If very many do, all
     * matches are listed alike.
     */
    Page titlesFirst(ContentType type, EntryQuery unresolved, Actor actor) {
        EntryQuery query = filters.resolve(type, unresolved, actor);
        Indexed indexed = indexed(query);
        Supplier<Query> titled = () -> few(type, query, indexed.rare, Match.TITLE, actor);
        int titles = titled.get().count(MAX_TITLES);
        if (titles == 0 || titles == MAX_TITLES) {
            return page(type, query, UnaryOperator.identity(), actor);
        }
        Total total = total(type, query, indexed, UnaryOperator.identity(), actor);
        List<EntryRow> rows = new ArrayList<>(rows(titled.get(), query, query.offset(), query.size()));
        if (rows.size() < query.size()) {
            rows.addAll(matches(total, type, query, indexed, Match.TEXT, UnaryOperator.identity(),
                    Math.max(0, query.offset() - titles), query.size() - rows.size(), actor));
        }
        return new Page(rows, total, null);
    }

    /** Entries of another locale that do not exist in the query's. */
    Page untranslated(ContentType type, EntryQuery query, String source, Actor actor) {
        return page(type, filters.resolve(type, query.inLocale(source), actor),
                rows -> rows.withoutLocale(query.locale()), actor);
    }

    private Page page(ContentType type, EntryQuery query, UnaryOperator<Query> condition, Actor actor) {
        Indexed indexed = indexed(query);
        Total total = total(type, query, indexed, condition, actor);
        List<EntryRow> found = matches(total, type, query, indexed, Match.ANYWHERE, condition, query.offset(),
                query.size() + 1, actor);
        if (!total.exact()) {
            total = new Total(Math.max(total.counted(), query.offset() + found.size()), false);
        }
        if (found.size() <= query.size()) {
            return new Page(found, total, null);
        }
        List<EntryRow> page = found.subList(0, query.size());
        return new Page(page, total, next(page.getLast(), query, actor));
    }

    private String next(EntryRow last, EntryQuery query, Actor actor) {
        return Position.After.last(last, query.order(), () -> select.by(actor).and("e.id = :id").param("id", last.id())
                .and("v.locale = :locale").param("locale", last.locale())
                .list("encode(v.title_key, 'hex')", "", (row, _) -> row.getString(1)).stream().findFirst().orElse(""))
                .text();
    }

    private static List<EntryRow> rows(Query rows, EntryQuery query, int offset, int limit) {
        if (query.position() instanceof Position.After after) {
            rows.and(after.order().sqlAfter()).param("after", after.parameter()).param("afterEntry", after.entry());
        }
        return rows.param("limit", limit).param("offset", offset).list(EntryRow.COLUMNS,
                query.order().sql() + " limit :limit offset :offset", EntryRow::read);
    }

    /**
     * The number of rows, counted up to {@link #MAX_COUNTED}: rare filters have few matches. If all are common and nothing
     * else narrows the list, only that many matches of one of them are examined.
     */
    private Total total(ContentType type, EntryQuery query, Indexed indexed, UnaryOperator<Query> condition,
            Actor actor) {
        if (!indexed.isCommon() || query.status() != null || !Match.words(query.text()).isEmpty()) {
            return Total.of(condition.apply(counted(type, query, indexed.rare, actor)).count(MAX_COUNTED), MAX_COUNTED);
        }
        Query examined = select.namedBy(indexed.all.subqueries().getFirst() + " limit " + MAX_COUNTED, actor);
        indexed.all.parameters().forEach(examined::param);
        Match.ANYWHERE.search(examined, query.text());
        return new Total(condition.apply(filtered(examined, type, query)).count(MAX_COUNTED), false);
    }

    private Query counted(ContentType type, EntryQuery query, ValueIndex index, Actor actor) {
        if (!query.filters().isEmpty()) {
            return few(type, query, index, Match.ANYWHERE, actor);
        }
        Query rows = filtered(select.listed(actor), type, query);
        Match.ANYWHERE.search(rows, query.text());
        return rows;
    }

    /**
     * PostgreSQL cannot estimate how many rows match a search or filters. Few matches are all sorted. Of many, a page is
     * probably among the first entries of the list; if it is not, many are sorted.
     */
    private List<EntryRow> matches(Total total, ContentType type, EntryQuery query, Indexed indexed, Match match,
            UnaryOperator<Query> condition, int offset, int limit, Actor actor) {
        if (!isNarrowed(query)) {
            Query all = query.order().isOfEntries()
                    ? select.by(actor).and("e.type_id = :type")
                    : select.listed(actor);
            match.search(all, query.text());
            return rows(condition.apply(filtered(all, type, query)), query, offset, limit);
        }
        if (!total.exact()) {
            List<EntryRow> first = rows(condition.apply(first(type, query, match, actor)), query, offset, limit);
            if (first.size() == limit) {
                return first;
            }
        }
        ValueIndex index = indexed.isCommon() ? indexed.all : indexed.rare;
        return rows(condition.apply(few(type, query, index, match, actor)), query, offset, limit);
    }

    private static boolean isNarrowed(EntryQuery query) {
        return query.status() != null || !query.filters().isEmpty() || !Match.words(query.text()).isEmpty();
    }

    /** The matches among the first variants in the order of the list. */
    private Query first(ContentType type, EntryQuery query, Match match, Actor actor) {
        List<String> conditions = new ArrayList<>(
                List.of(query.order().isOfEntries()
                        ? "e.type_id = :type"
                        : "v.type_id = :type and v.locale = :locale"));
        if (!query.order().isOfEntries()) {
            conditions.add(query.status() == Status.trashed ? "v.trashed" : "not v.trashed");
        }
        if (query.position() instanceof Position.After after) {
            conditions.add(after.order().sqlAfter());
        }
        Query rows = select.first(MAX_WALKED, String.join(" and ", conditions), query.order(), actor);
        match.search(rows, query.text());
        return filtered(rows, type, query);
    }

    /** The variants that the indexes of words and values find. */
    private Query few(ContentType type, EntryQuery query, ValueIndex values, Match match, Actor actor) {
        List<String> conditions = new ArrayList<>(values.conditions());
        if (!Match.words(query.text()).isEmpty()) {
            conditions.add(match.condition());
        }
        if (query.status() != null) {
            conditions.add("v.type_id = :type and v.locale = :locale and v.status = :status");
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
            matching.and("not v.trashed");
        }
        if (query.status() != null) {
            matching.and("v.status = :status").param("status", query.status().name());
        }
        query.filters().forEach(filter -> FilterConditions.add(matching, filter));
        return matching;
    }
}

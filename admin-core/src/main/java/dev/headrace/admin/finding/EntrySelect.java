package dev.headrace.admin.finding;

import dev.headrace.admin.access.Access;
import dev.headrace.admin.access.AccessRules;
import dev.headrace.admin.access.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Builds the queries that show entries: each is for an actor and contains the condition for the entries that the actor
 * may see. The aliases are {@code e} for the table entry and {@code v} for the table variant.
 */
@Component
public class EntrySelect {

    private static final String VARIANTS = "entry e join variant v on v.entry_id = e.id";
    // The offset keeps PostgreSQL from joining all entries or variants before a limit cuts the list.
    private static final String LISTED = "%s v cross join lateral (select * from entry where id = v.entry_id offset 0) e";

    // Entries of a retired type are invisible until a job deletes them. For an anti join PostgreSQL would estimate no
    // rows of a given type, and so sort whole types.
    private static final String NOT_RETIRED = "e.type_id not in (select id from content_type where retired)";

    private final JdbcClient jdbc;
    private final AccessRules rules;

    EntrySelect(JdbcClient jdbc, AccessRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** A query over variants that an actor may see. */
    public Query by(Actor actor) {
        return new Query(VARIANTS, rules.entries(actor));
    }

    /** Like {@link #by}, for lists: rows are selected and sorted by columns of variants. */
    Query listed(Actor actor) {
        return new Query(LISTED.formatted("variant"), rules.entries(actor));
    }

    /** Like {@link #listed}, over the variants found by indexes: conditions on columns of {@code v}. */
    Query found(List<String> conditions, Actor actor) {
        // The offset keeps PostgreSQL from searching all variants in the order of the list instead.
        return new Query(
                LISTED.formatted("(select * from variant v where " + String.join(" and ", conditions) + " offset 0)"),
                rules.entries(actor));
    }

    /**
     * Like {@link #listed}, over no more than the first variants of a list in its order: PostgreSQL expects few matches of
     * most conditions, and would rather sort a whole type than stop after a page.
     *
     * @param conditions and the order have the aliases {@code v}, or {@code e} for a list in the order of entries
     */
    Query first(int max, String conditions, ListOrder order, Actor actor) {
        String first = "(select %s.* from %s where %s %s limit %d) ";
        String from = order.isOfEntries()
                ? first.formatted("e", "entry e", conditions, order.sql(), max)
                        + "e join variant v on v.entry_id = e.id"
                : LISTED.formatted(first.formatted("v", "variant v", conditions, order.sql(), max));
        return new Query(from, rules.entries(actor));
    }

    /**
     * Like {@link #listed}, over the latest variants of each list of a source {@code list} with {@code type_id} and
     * {@code locale}; see {@link Query#listForEach}.
     */
    Query latest(int max, Actor actor) {
        return new Query(LISTED.formatted("""
                (select * from variant where type_id = list.type_id and locale = list.locale and not trashed
                order by updated_at desc, entry_id limit %d)""".formatted(max)), rules.entries(actor));
    }

    /**
     * Like {@link #by}, over the variants that the rows of a source name.
     *
     * @param source a query for the columns {@code entry_id} and {@code locale}, among others; its alias is {@code r}
     */
    public Query namedBy(String source, Actor actor) {
        return new Query("(%s) r".formatted(source)
                + " cross join lateral (select * from variant where entry_id = r.entry_id and locale = r.locale offset 0) v"
                + " cross join lateral (select * from entry where id = r.entry_id offset 0) e", rules.entries(actor));
    }

    /**
     * Whether a subquery of the index of values has at least a number of rows.
     *
     * @param parameters of the subquery
     */
    boolean hasAtLeast(int rows, String subquery, Map<String, Object> parameters) {
        return jdbc.sql("select count(*) from (" + subquery + " limit :max) counted").params(parameters)
                .param("max", rows).query(Integer.class).single() == rows;
    }

    /** A query builder. */
    public final class Query {

        private final String from;
        private final Access access;
        private final StringBuilder where = new StringBuilder();
        private final Map<String, Object> parameters = new HashMap<>();

        private Query(String from, Access access) {
            this.from = from;
            this.access = access;
            where.append(NOT_RETIRED).append(" and (").append(access.condition()).append(')');
            parameters.putAll(access.parameters());
        }

        /** Adds a condition. */
        public Query and(String condition) {
            where.append(" and (").append(condition).append(')');
            return this;
        }

        /** Leaves out entries that exist in a locale. */
        Query withoutLocale(String locale) {
            return and("not exists (select from variant o where o.entry_id = e.id and o.locale = :without)")
                    .param("without", locale);
        }

        /** @param name must not start with {@link Access#PREFIX} */
        public Query param(String name, Object value) {
            if (name.startsWith(Access.PREFIX)) {
                throw new IllegalArgumentException("parameter name reserved for access conditions: " + name);
            }
            parameters.put(name, value);
            return this;
        }

        /** Number of parameters, for generating unused names. */
        int parameterCount() {
            return parameters.size();
        }

        /**
         * Runs the query.
         *
         * @param columns of the aliases {@code e} and {@code v}
         * @param tail the clauses after the conditions, such as {@code order by v.title limit :limit}
         */
        public <T> List<T> list(String columns, String tail, RowMapper<T> mapper) {
            return jdbc.sql(sql(columns, tail)).params(parameters).query(mapper).list();
        }

        /**
         * Runs the query once for each row of a source, whose columns the conditions and the tail may use. An index
         * that starts with these columns then yields each list sorted, and reading stops at its limit.
         */
        <T> List<T> listForEach(String source, String columns, String tail, RowMapper<T> mapper) {
            return jdbc.sql("select found.* from " + source + " cross join lateral (" + sql(columns, tail) + ") found")
                    .params(parameters).query(mapper).list();
        }

        /**
         * Locks the entries of the selected variants, in the order of their ids, until the end of the transaction.
         * Other transactions may still add references to them: a stronger lock would deadlock two entries that refer to
         * each other.
         *
         * @return their ids
         */
        public List<UUID> lockEntries() {
            return lock("for no key update");
        }

        /** Like {@link #lockEntries}, for deletion: also blocks new references. */
        public List<UUID> lockEntriesToDelete() {
            return lock("for update");
        }

        private List<UUID> lock(String strength) {
            return jdbc.sql("select id from entry where id in (" + sql("e.id", "") + ") order by id " + strength)
                    .params(parameters).query(UUID.class).list();
        }

        /** Number of rows, capped at the limit. */
        public int count(int max) {
            return jdbc.sql("select count(*) from (" + sql("", "limit :max") + ") counted").params(parameters)
                    .param("max", max).query(Integer.class).single();
        }

        /** Number of examined rows, and of those in their entry's first locale. */
        record Examined(int rows, int first) {}

        /** Examines rows up to a limit. */
        Examined examine(List<String> locales, int max) {
            // The inner v is another variant of the same entry, one that the actor may see.
            String first = """
                    v.locale = (select v.locale from variant v where v.entry_id = e.id and (%s)
                        order by array_position(:locales, v.locale) limit 1)""".formatted(access.condition());
            return jdbc
                    .sql("select count(*) as rows, count(*) filter (where is_first) as first from ("
                            + sql(first + " as is_first", "limit :max") + ") examined")
                    .params(parameters).param("locales", locales.toArray(String[]::new)).param("max", max)
                    .query(Examined.class).single();
        }

        private String sql(String columns, String tail) {
            return "select " + columns + " from " + from + " where " + where + " " + tail;
        }
    }
}

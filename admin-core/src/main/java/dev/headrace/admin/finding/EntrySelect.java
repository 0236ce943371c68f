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
 * The only way to read entries: a query begins with an actor, and contains the condition that says what the actor may
 * see. The aliases are {@code e} for the table entry and {@code v} for the table variant.
 */
@Component
public class EntrySelect {

    private static final String VARIANTS = "entry e join variant v on v.entry_id = e.id";
    // The offset keeps PostgreSQL from joining all entries or variants before a limit cuts the list.
    private static final String LISTED = "%s v cross join lateral (select * from entry where id = v.entry_id offset 0) e";

    // A job deletes the entries of a retired type; until then nobody sees them. As an anti join it would be estimated to
    // leave no row of a type that is given, which makes PostgreSQL sort whole types.
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

    /** The same for lists: rows are found by the columns of variants, and in their order. */
    Query listed(Actor actor) {
        return new Query(LISTED.formatted("variant"), rules.entries(actor));
    }

    /**
     * The same over no more than the latest variants of a list, which the query must be run for each of: {@code wanted} has
     * its {@code type_id} and {@code locale}.
     */
    Query latest(int most, Actor actor) {
        return new Query(LISTED.formatted("""
                (select * from variant where type_id = wanted.type_id and locale = wanted.locale and not trashed
                order by updated_at desc, entry_id limit %d)""".formatted(most)), rules.entries(actor));
    }

    /**
     * The same over the variants that refer to a {@code target}, which the query must be run for each of. The alias
     * {@code r} is for its rows in a table of references.
     */
    Query referring(String table, Actor actor) {
        // The offset keeps the order of the index on targets: reading stops at the limit, however many refer to a target.
        return new Query(
                """
                        (select entry_id, locale from %s where target_id = target order by entry_id desc, locale desc offset 0) r
                        join entry e on e.id = r.entry_id join variant v on v.entry_id = e.id and v.locale = r.locale"""
                        .formatted(table),
                rules.entries(actor));
    }

    /** A query that is being put together. */
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

        /** Adds a condition that must hold as well. */
        public Query and(String condition) {
            where.append(" and (").append(condition).append(')');
            return this;
        }

        /** @param name must not begin as those of {@link Access} do */
        public Query param(String name, Object value) {
            if (name.startsWith(Access.PREFIX)) {
                throw new IllegalArgumentException("the name belongs to what the actor may see: " + name);
            }
            parameters.put(name, value);
            return this;
        }

        /** How many parameters there are, for names that are not in use yet. */
        int parameterCount() {
            return parameters.size();
        }

        /**
         * Runs the query.
         *
         * @param columns of the aliases {@code e} and {@code v}
         * @param tail what follows the conditions, such as {@code order by v.title limit :limit}
         */
        public <T> List<T> list(String columns, String tail, RowMapper<T> mapper) {
            return jdbc.sql(sql(columns, tail)).params(parameters).query(mapper).list();
        }

        /**
         * Runs the query once for each row of a source, whose columns the conditions and the tail may name. An index that
         * begins with these columns then gives each list in its order, so that none is longer than its limit.
         */
        <T> List<T> listForEach(String source, String columns, String tail, RowMapper<T> mapper) {
            return jdbc.sql("select found.* from " + source + " cross join lateral (" + sql(columns, tail) + ") found")
                    .params(parameters).query(mapper).list();
        }

        /**
         * Locks the entries that have such variants, in the order of their ids, until the end of the transaction. Others
         * may still refer to them: a stronger lock would let two that refer to each other wait in a circle.
         *
         * @return their ids
         */
        public List<UUID> lockEntries() {
            return lock("for no key update");
        }

        /** The same for entries that are deleted: nobody can refer to them any more. */
        public List<UUID> lockEntriesToDelete() {
            return lock("for update");
        }

        private List<UUID> lock(String strength) {
            return jdbc.sql("select id from entry where id in (" + sql("e.id", "") + ") order by id " + strength)
                    .params(parameters).query(UUID.class).list();
        }

        /** How many rows there are, counted up to a bound. */
        public int count(int most) {
            return jdbc.sql("select count(*) from (" + sql("", "limit :most") + ") counted").params(parameters)
                    .param("most", most).query(Integer.class).single();
        }

        /** The number of some rows, and how many of them are variants in the first locale that their entry has. */
        record Examined(int rows, int first) {}

        /** Looks at rows up to a bound. */
        Examined examine(List<String> locales, int most) {
            // The inner v is another variant of the same entry, one that the actor may see.
            String first = """
                    v.locale = (select v.locale from variant v where v.entry_id = e.id and (%s)
                        order by array_position(:locales, v.locale) limit 1)""".formatted(access.condition());
            return jdbc
                    .sql("select count(*) as rows, count(*) filter (where is_first) as first from ("
                            + sql(first + " as is_first", "limit :most") + ") examined")
                    .params(parameters).param("locales", locales.toArray(String[]::new)).param("most", most)
                    .query(Examined.class).single();
        }

        private String sql(String columns, String tail) {
            return "select " + columns + " from " + from + " where " + where + " " + tail;
        }
    }
}

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

    // A job deletes the entries of a retired type; until then nobody sees them.
    private static final String NOT_RETIRED = "not exists (select from content_type t where t.id = e.type_id and t.retired)";

    private final JdbcClient jdbc;
    private final AccessRules rules;

    EntrySelect(JdbcClient jdbc, AccessRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** A query over variants that an actor may see. */
    public Query by(Actor actor) {
        return new Query(rules.entries(actor));
    }

    /** A query that is being put together. */
    public final class Query {

        private final StringBuilder where = new StringBuilder();
        private final Map<String, Object> parameters = new HashMap<>();

        private Query(Access access) {
            where.append(NOT_RETIRED).append(" and (").append(access.condition()).append(')');
            parameters.putAll(access.parameters());
        }

        /** Adds a condition that must hold as well. */
        public Query and(String condition) {
            where.append(" and (").append(condition).append(')');
            return this;
        }

        public Query param(String name, Object value) {
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
         * Locks the entries that have such variants, in the order of their ids, until the end of the transaction.
         *
         * @return their ids
         */
        public List<UUID> lockEntries() {
            return jdbc.sql("select id from entry where id in (" + sql("e.id", "") + ") order by id for update")
                    .params(parameters).query(UUID.class).list();
        }

        /** How many rows there are, counted up to a bound. */
        public int count(int most) {
            return jdbc.sql("select count(*) from (" + sql("", "limit :most") + ") counted").params(parameters)
                    .param("most", most).query(Integer.class).single();
        }

        private String sql(String columns, String tail) {
            return "select " + columns + " from " + VARIANTS + " where " + where + " " + tail;
        }
    }
}

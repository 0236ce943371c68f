package dev.headrace.admin.activity;

import dev.headrace.admin.access.Access;
import dev.headrace.admin.access.AccessRules;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.web.RequestId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records activities, and lists those that an actor may see. The database rejects updates and deletes of them. */
@Component
public class ActivityLog {

    static final int MAX_JSON_BYTES = 64 * 1024;

    private static final int MAX_TEXT = 1_000;
    private static final String ACTORS = Sql.load(ActivityLog.class, "actors.sql");

    private static final String COLUMNS = """
            select id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_locale, before,
                after, request_id from activity a""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AccessRules rules;

    public ActivityLog(JdbcClient jdbc, JsonMapper json, AccessRules rules) {
        this.jdbc = jdbc;
        this.json = json;
        this.rules = rules;
    }

    /**
     * Records a change, in the transaction of the change.
     *
     * @param before the state before; above 64 KiB of JSON only its size is kept, and the texts whose names start with
     *     an underscore. It must not contain a password, a token or a hash of one.
     * @param after the state after; the same rules apply
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, String action, Subject subject, @Nullable JsonNode before,
            @Nullable JsonNode after) {
        if (!Actions.isKnown(action, subject)) {
            throw new IllegalArgumentException(
                    "The action " + action + " or the subject " + subject.kind() + " is missing in Actions.");
        }
        jdbc.sql(
                """
                        insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_locale,
                            before, after, request_id)
                        values (:actorKind, :actorId, :actorName, :action, :kind, :id, :locale, :before::jsonb, :after::jsonb,
                            :request)""")
                .param("actorKind", actor.kind().name()).param("actorId", actor.id()).param("actorName", actor.name())
                .param("action", action).param("kind", subject.kind()).param("id", subject.id())
                .param("locale", subject.locale()).param("before", bounded(before)).param("after", bounded(after))
                .param("request", RequestId.current()).update();
    }

    /** The latest activities except sign-ins, newest first. */
    public List<Activity> latest(int limit, Actor actor) {
        return find(ActivityFilter.ALL, " and action not in ('" + Actions.SIGN_IN + "', '" + Actions.SIGN_IN_FAILED
                + "')", limit, actor);
    }

    /** The names of all actors, sorted; at most a number of them. */
    public List<String> actors(int limit) {
        return jdbc.sql(ACTORS).param("limit", limit).query(String.class).list();
    }

    /**
     * What purged entries were, by id: the state that was recorded when they were purged.
     *
     * @param ids of entries that may have been purged
     */
    public Map<String, JsonNode> purged(Collection<String> ids) {
        Map<String, JsonNode> purged = new HashMap<>();
        jdbc.sql("""
                select distinct on (subject_id) subject_id, before from activity
                where subject_kind = 'entry' and subject_id = any (:ids) and action = 'entry.purge'
                    and before is not null
                order by subject_id, id desc""").param("ids", ids.toArray(String[]::new)).query(row -> {
            purged.put(row.getString("subject_id"), json.readTree(row.getString("before")));
        });
        return purged;
    }

    /** The activities of one subject in any locale, newest first. */
    public List<Activity> ofSubject(Subject subject, int limit, Actor actor) {
        return find(new ActivityFilter(null, null, subject.kind(), subject.id(), null), limit, actor);
    }

    /** The activities that match a filter, newest first. The id of the last one is the next page's {@code before}. */
    public List<Activity> find(ActivityFilter filter, int limit, Actor actor) {
        return find(filter, "", limit, actor);
    }

    private List<Activity> find(ActivityFilter filter, String further, int limit, Actor actor) {
        Access access = rules.activities(actor);
        StringBuilder sql = new StringBuilder(COLUMNS).append(" where (").append(access.condition()).append(')')
                .append(further);
        append(sql, filter.actor(), " and actor_name = :actor");
        append(sql, filter.action(), " and starts_with(action, :action)");
        append(sql, filter.subjectKind(), " and subject_kind = :kind");
        append(sql, filter.subjectId(), " and subject_id = :id");
        append(sql, filter.before(), " and id < :before");
        return jdbc.sql(sql.append(" order by id desc limit :limit").toString())
                .params(access.parameters()).param("actor", filter.actor())
                .param("action", filter.action()).param("kind", filter.subjectKind()).param("id", filter.subjectId())
                .param("before", filter.before()).param("limit", limit).query(this::read).list();
    }

    private static void append(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(condition);
        }
    }

    private Activity read(ResultSet row, int number) throws SQLException {
        return new Activity(row.getLong("id"), row.getObject("at", OffsetDateTime.class).toInstant(),
                Actor.Kind.valueOf(row.getString("actor_kind")), row.getObject("actor_id", UUID.class),
                row.getString("actor_name"), row.getString("action"),
                new Subject(row.getString("subject_kind"), row.getString("subject_id"),
                        row.getString("subject_locale")),
                tree(row.getString("before")), tree(row.getString("after")), row.getString("request_id"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static ObjectNode truncated(JsonNode value, int bytes) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        value.properties().stream().filter(each -> each.getKey().startsWith("_") && each.getValue().isString())
                .filter(each -> each.getValue().stringValue().length() <= MAX_TEXT)
                .forEach(each -> kept.set(each.getKey(), each.getValue()));
        return kept.put("_truncated", true).put("bytes", bytes);
    }

    private @Nullable String bounded(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = json.writeValueAsString(value);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_JSON_BYTES ? text : truncated(value, bytes).toString();
    }
}

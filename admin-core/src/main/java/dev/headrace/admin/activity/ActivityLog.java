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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Records activities, and lists those that an actor may see. The database rejects updates and deletes of them. */
@Component
public class ActivityLog {

    static final int MAX_JSON_BYTES = 64 * 1024;

    private static final int MAX_TITLE = 1_000;
    private static final String RECORD = Sql.load(ActivityLog.class, "record.sql");
    private static final String ACTORS = Sql.load(ActivityLog.class, "actors.sql");

    private static final String COLUMNS = """
            select id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_locale,
                subject_type, subject_title, before, after, request_id from activity a""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Actions actions;
    private final VisibleActivities visible;

    public ActivityLog(JdbcClient jdbc, JsonMapper json, Actions actions, AccessRules rules) {
        this.jdbc = jdbc;
        this.json = json;
        this.actions = actions;
        this.visible = new VisibleActivities(actions, rules);
    }

    /**
     * Records a change, in the transaction of the change.
     *
     * @param before the state before; above 64 KiB of JSON only its size is kept. It must not contain a password, a token
     *     or a hash of one.
     * @param after the state after; the same rules apply
     * @throws IllegalArgumentException unless the action belongs to an {@link ActionSource}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Actor actor, Action action, Subject subject, @Nullable JsonNode before,
            @Nullable JsonNode after) {
        actions.check(action);
        jdbc.sql(RECORD).param("actorKind", actor.kind().name()).param("actorId", actor.id())
                .param("actorName", actor.name()).param("action", action.id()).param("kind", subject.kind())
                .param("id", subject.id()).param("locale", subject.locale()).param("type", subject.type())
                .param("title", shortened(subject.title())).param("before", bounded(before))
                .param("after", bounded(after)).param("request", RequestId.current()).update();
    }

    /** The latest activities except those of some actions, newest first. */
    public List<Activity> latest(int limit, Collection<String> except, Actor actor) {
        return find(ActivityFilter.ALL, except, limit, actor);
    }

    /** The names of the actors of all activities that the actor may see, sorted; at most a number of them. */
    public List<String> actors(int limit, Actor actor) {
        Access access = visible.to(actor);
        return jdbc.sql(ACTORS.replace("{visible}", access.condition())).params(access.parameters())
                .param("limit", limit).query(String.class).list();
    }

    /** The activities of one subject in any locale, newest first. */
    public List<Activity> ofSubject(Subject subject, int limit, Actor actor) {
        return find(new ActivityFilter(null, null, subject.kind(), subject.id(), null), limit, actor);
    }

    /** The activities that match a filter, newest first. The id of the last one is the next page's {@code before}. */
    public List<Activity> find(ActivityFilter filter, int limit, Actor actor) {
        return find(filter, List.of(), limit, actor);
    }

    private List<Activity> find(ActivityFilter filter, Collection<String> except, int limit, Actor actor) {
        Access access = visible.to(actor);
        return jdbc.sql(sql(filter, except, access.condition())).params(access.parameters())
                .param("actor", filter.actor()).param("action", filter.action()).param("kind", filter.subjectKind())
                .param("id", filter.subjectId()).param("before", filter.before()).param("limit", limit)
                .param("except", except.toArray(String[]::new))
                .param("actions", actions.matching(filter, except).toArray(String[]::new)).query(this::read).list();
    }

    /**
     * A page of some actions consists of the newest activities of each, which an index has in their order: in the order of
     * all activities, many others might be read to find them. A subject has few activities.
     */
    private static String sql(ActivityFilter filter, Collection<String> except, String access) {
        StringBuilder page = new StringBuilder(COLUMNS).append(" where (").append(access).append(')');
        append(page, filter.actor(), " and actor_name = :actor");
        append(page, filter.before(), " and id < :before");
        if (filter.subjectId() != null) {
            page.append(" and subject_kind = :kind and subject_id = :id and action <> all (:except)");
            append(page, filter.action(), " and starts_with(action, :action)");
        } else if (filter.action() != null || filter.subjectKind() != null || !except.isEmpty()) {
            // Not an equation and in this order, so that PostgreSQL uses that index and not the one of all activities.
            page.append(" and a.action between each_action and each_action order by a.action, id desc limit :limit");
            return "select found.* from unnest(:actions::text[]) each_action cross join lateral (" + page
                    + ") found order by id desc limit :limit";
        }
        return page.append(" order by id desc limit :limit").toString();
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
                        row.getString("subject_locale"), row.getString("subject_type"),
                        row.getString("subject_title")),
                tree(row.getString("before")), tree(row.getString("after")), row.getString("request_id"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    private static @Nullable String shortened(@Nullable String title) {
        return title == null || title.codePointCount(0, title.length()) <= MAX_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, MAX_TITLE - 1)) + "…";
    }

    private @Nullable String bounded(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String text = json.writeValueAsString(value);
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_JSON_BYTES
                ? text
                : JsonNodeFactory.instance.objectNode().put("_truncated", true).put("bytes", bytes).toString();
    }
}

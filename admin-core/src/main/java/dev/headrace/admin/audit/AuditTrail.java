package dev.headrace.admin.audit;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people did, kept in the transaction in which they did it. */
@Component
public class AuditTrail {

    private final JdbcClient jdbc;

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One thing that somebody did.
     *
     * @param subject kind and id, such as {@code entry:0192…}
     */
    public record Event(OffsetDateTime at, String actor, String action, String subject, @Nullable String detail) {}

    public void record(String actor, String action, String subject, @Nullable String detail) {
        jdbc.sql("insert into audit_event (actor, action, subject, detail) values (:actor, :action, :subject, :detail)")
                .param("actor", actor).param("action", action).param("subject", subject).param("detail", detail)
                .update();
    }

    /** The latest events, newest first. */
    public List<Event> latest(int limit) {
        return jdbc.sql("select at, actor, action, subject, detail from audit_event order by id desc limit :limit")
                .param("limit", limit).query(Event.class).list();
    }
}

package dev.headrace.admin.interactions;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events that could not be applied. */
@Component
public class DeadEvents {

    private static final int LONGEST_BODY = 64 * 1024;

    private final JdbcClient jdbc;

    DeadEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One of them, with what is wrong with it. */
    public record DeadEvent(long id, UUID eventId, String body, String reason, OffsetDateTime receivedAt) {}

    /** For what has no readable id: the same text is put aside once. */
    void put(String body, String reason) {
        put(UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)), body, reason);
    }

    void put(UUID eventId, String body, String reason) {
        // PostgreSQL's text cannot hold U+0000.
        String storable = body.replace("\u0000", "\\u0000");
        jdbc.sql("""
                insert into dead_event (event_id, body, reason) values (:id, :body, :reason)
                on conflict (event_id) do nothing""").param("id", eventId)
                .param("body", storable.substring(0, Math.min(LONGEST_BODY, storable.length()))).param("reason", reason)
                .update();
    }

    public long count() {
        return jdbc.sql("select count(*) from dead_event").query(Long.class).single();
    }

    /** Newest first. */
    public List<DeadEvent> latest(int limit) {
        return jdbc.sql("select id, event_id, body, reason, received_at from dead_event order by id desc limit :limit")
                .param("limit", limit).query(DeadEvent.class).list();
    }
}

package dev.headrace.admin.interactions;

import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Total;
import dev.headrace.model.InteractionCodec.Item;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events and whole messages that could not be applied. A rejected event can never be applied; a parked event may be
 * applied once a handler for it exists, and remains pending for the edge. Each is stored as a complete message for replay.
 */
@Component
public class DeadEvents {

    private static final int MAX_COUNTED = 1_000;
    private static final int MAX_EXCERPT = 4_000;
    private static final int MAX_REASON = 1_000;

    private final JdbcClient jdbc;

    DeadEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A dead event for display.
     *
     * @param body the message, or its beginning in a list
     */
    public record DeadEvent(long id, UUID eventId, String state, String body, String reason,
            OffsetDateTime receivedAt) {}

    /** An item that cannot be applied. */
    record Dead(UUID id, String state, String message, String reason) {

        static Dead rejected(Item item, String reason) {
            return of(item, "rejected", reason);
        }

        static Dead parked(Item item, String reason) {
            return of(item, "parked", reason);
        }

        private static Dead of(Item item, String state, String reason) {
            String message = storable(item.message());
            UUID id = item instanceof Item.Good good
                    ? good.event().event().id().value()
                    : UUID.nameUUIDFromBytes(message.getBytes(StandardCharsets.UTF_8));
            return new Dead(id, state, message, storable(reason));
        }
    }

    /** Stores items by id, the order in which rows are locked, and returns their ids. */
    Set<UUID> store(Collection<Dead> items) {
        items.stream().sorted(Comparator.comparing(Dead::id)).forEach(this::store);
        return items.stream().map(Dead::id).collect(Collectors.toSet());
    }

    private void store(Dead dead) {
        jdbc.sql("""
                insert into dead_event (event_id, state, body, reason) values (:id, :state, :body, :reason)
                on conflict (event_id) do update set state = excluded.state, reason = excluded.reason""")
                .param("id", dead.id()).param("state", dead.state()).param("body", dead.message())
                .param("reason", dead.reason().substring(0, Math.min(MAX_REASON, dead.reason().length()))).update();
    }

    /** PostgreSQL's text type cannot store U+0000. */
    private static String storable(String text) {
        return text.replace("\u0000", "\\u0000");
    }

    /** With its complete body. */
    Optional<DeadEvent> find(long id) {
        return jdbc.sql("select id, event_id, state, body, reason, received_at from dead_event where id = :id")
                .param("id", id).query(DeadEvent.class).optional();
    }

    /** @throws NotFoundException if there is no such event: it was replayed or discarded */
    DeadEvent get(long id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    static NotFoundException missing(long id) {
        return new NotFoundException("There is no dead event with the id " + id + ".");
    }

    /** The id of the newest parked event. */
    Optional<Long> lastParked() {
        return jdbc.sql("select id from dead_event where state = 'parked' order by id desc limit 1").query(Long.class)
                .optional();
    }

    long countParked(long upTo) {
        return jdbc.sql("select count(*) from dead_event where state = 'parked' and id <= :upTo").param("upTo", upTo)
                .query(Long.class).single();
    }

    /** Parked events, oldest first, with their complete bodies. */
    List<DeadEvent> parked(long after, long upTo, int limit) {
        return jdbc.sql("""
                select id, event_id, state, body, reason, received_at from dead_event
                where state = 'parked' and id > :after and id <= :upTo order by id limit :limit""")
                .param("after", after).param("upTo", upTo).param("limit", limit).query(DeadEvent.class).list();
    }

    /** Returns whether it was there. */
    boolean remove(UUID eventId) {
        return jdbc.sql("delete from dead_event where event_id = :id").param("id", eventId).update() > 0;
    }

    public Total count() {
        return Total.of(jdbc.sql("select count(*) from (select from dead_event limit :max) counted")
                .param("max", MAX_COUNTED).query(Integer.class).single(), MAX_COUNTED);
    }

    /** Newest first, with the beginnings of their bodies. */
    public List<DeadEvent> latest(int limit) {
        return before(Long.MAX_VALUE, limit);
    }

    List<DeadEvent> before(long id, int limit) {
        return jdbc.sql("""
                select id, event_id, state, left(body, :excerpt) as body, reason, received_at from dead_event
                where id < :before order by id desc limit :limit""").param("excerpt", MAX_EXCERPT).param("before", id)
                .param("limit", limit).query(DeadEvent.class).list();
    }
}

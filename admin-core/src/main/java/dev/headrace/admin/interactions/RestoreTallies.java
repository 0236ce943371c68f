package dev.headrace.admin.interactions;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.interactions.Outcome.SettledEvent;
import dev.headrace.model.EventId;
import dev.headrace.model.Receipt;
import dev.headrace.model.RedisKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rewrites all tallies to Redis, and settles events that are pending there although PostgreSQL has them: a settlement
 * that Redis has lost is never sent again, since its message has been deleted.
 */
@Component
class RestoreTallies {

    private static final int PAGE = 200;
    private static final String FIND_SETTLED = """
            select event_id, true as stored
            from inbox join unnest(:ids::uuid[], :days::date[]) as given (event_id, day) using (event_id, day)
            union all
            select event_id, false from dead_event where event_id = any (:ids) and state = 'rejected'""";

    private final RedisStore store;
    private final SettledState settledState;
    private final Tallies tallies;
    private final JdbcClient jdbc;

    RestoreTallies(RedisStore store, SettledState settledState, Tallies tallies, JdbcClient jdbc) {
        this.store = store;
        this.settledState = settledState;
        this.tallies = tallies;
        this.jdbc = jdbc;
    }

    @EventListener
    void restore(EdgeRewriteRequested request) {
        UUID after = new UUID(0, 0);
        List<UUID> page;
        do {
            page = tallies.entriesAfter(after, PAGE);
            List<SettledEvent> settled = settled(pending(page));
            // Tallies are read after the events, so that they include them.
            settledState.settle(new Outcome(settled, tallies.of(page), List.of(), Set.of()));
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE);
    }

    private record Pending(UUID entry, EventId id) {}

    /** The events that are pending in Redis, by id. */
    private Map<UUID, Pending> pending(List<UUID> entries) {
        Map<UUID, CompletionStage<List<String>>> answers = new LinkedHashMap<>();
        entries.forEach(entry -> answers.put(entry, store.commands().hkeys(RedisKeys.pending(entry.toString()))));
        Map<UUID, Pending> pending = new HashMap<>();
        answers.forEach((entry, fields) -> await(fields).forEach(
                field -> event(field).ifPresent(id -> pending.put(id.value(), new Pending(entry, id)))));
        return pending;
    }

    /** Empty for fields that hold the clocks of users' last writes. */
    private static Optional<EventId> event(String field) {
        try {
            return Optional.of(EventId.parse(field));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<SettledEvent> settled(Map<UUID, Pending> pending) {
        List<SettledEvent> settled = new ArrayList<>();
        if (!pending.isEmpty()) {
            Collection<Pending> all = pending.values();
            jdbc.sql(FIND_SETTLED).param("ids", all.stream().map(each -> each.id.value()).toArray(UUID[]::new))
                    .param("days", all.stream().map(each -> each.id.day().toString()).toArray(String[]::new))
                    .query(row -> {
                        Pending event = pending.get(row.getObject("event_id", UUID.class));
                        if (event != null) {
                            settled.add(new SettledEvent(event.entry, event.id, row.getBoolean("stored")
                                    ? Receipt.Status.STORED
                                    : Receipt.Status.REJECTED));
                        }
                    });
        }
        return settled;
    }
}

package dev.headrace.admin.interactions;

import static dev.headrace.admin.edge.EdgeStore.await;

import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.interactions.ApplyEvents.Outcome;
import dev.headrace.model.EventId;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import io.lettuce.core.ScriptOutputType;
import java.util.Collection;
import java.util.HashSet;
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
 * Finds what is pending in Redis although PostgreSQL has it, and drops it there. A settlement that Redis lost is never
 * sent again, since its message is gone.
 */
@Component
class PendingAtEdge {

    private static final int PAGE = 1_000;

    private final EdgeStore store;
    private final SettledState settledState;
    private final JdbcClient jdbc;

    PendingAtEdge(EdgeStore store, SettledState settledState, JdbcClient jdbc) {
        this.store = store;
        this.settledState = settledState;
        this.jdbc = jdbc;
    }

    private record Counted(UUID targetId, String type) {
        Target target() {
            return new Target(type, targetId.toString());
        }
    }

    @EventListener
    void dropSettled(EdgeEmptied emptied) {
        UUID after = new UUID(0, 0);
        List<Counted> page;
        do {
            page = jdbc.sql("""
                    select distinct on (target_id) target_id, type from tally where target_id > :after
                    order by target_id limit :limit""").param("after", after).param("limit", PAGE).query(Counted.class)
                    .list();
            dropSettled(page);
            after = page.isEmpty() ? after : page.getLast().targetId();
        } while (page.size() == PAGE);
    }

    private void dropSettled(List<Counted> targets) {
        Map<Counted, List<String>> pending = pending(targets);
        Set<UUID> settled = settled(pending.values());
        pending.replaceAll((_, fields) -> fields.stream()
                .filter(field -> event(field).filter(id -> settled.contains(id.value())).isPresent()).toList());
        pending.values().removeIf(List::isEmpty);
        if (!pending.isEmpty()) {
            // Read after the events were found, the tallies include them.
            settledState.settle(new Outcome(List.of(), tallies(pending.keySet())));
            await(pending.entrySet().stream().map(each -> drop(each.getKey().target(), each.getValue())).toList());
        }
    }

    /** The fields of what is pending, see {@link RedisKeys#pending}. */
    private Map<Counted, List<String>> pending(List<Counted> targets) {
        Map<Counted, CompletionStage<List<String>>> asked = new LinkedHashMap<>();
        targets.forEach(each -> asked.put(each, store.commands().hkeys(RedisKeys.pending(each.target()))));
        Map<Counted, List<String>> pending = new LinkedHashMap<>();
        asked.forEach((each, fields) -> pending.put(each, await(fields)));
        return pending;
    }

    /** Those events that were applied or put aside. */
    private Set<UUID> settled(Collection<List<String>> pending) {
        List<EventId> ids = pending.stream().flatMap(List::stream).flatMap(field -> event(field).stream()).toList();
        if (ids.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                select event_id from inbox join unnest(:ids::uuid[], :days::date[]) as given (event_id, day)
                    using (event_id, day)
                union all
                select event_id from dead_event where event_id = any (:ids)""")
                .param("ids", ids.stream().map(EventId::value).toArray(UUID[]::new))
                .param("days", ids.stream().map(id -> id.day().toString()).toArray(String[]::new)).query(UUID.class)
                .list());
    }

    private List<Tally> tallies(Collection<Counted> targets) {
        return jdbc.sql("select target_id, metric, type, value, version from tally where target_id = any (:ids)")
                .param("ids", targets.stream().map(Counted::targetId).toArray(UUID[]::new)).query(Tally.class).list();
    }

    private CompletionStage<Long> drop(Target target, List<String> fields) {
        return store.run(RedisScript.DROP_PENDING, ScriptOutputType.INTEGER,
                List.of(RedisKeys.tally(target), RedisKeys.pending(target)),
                fields.stream().map(EdgeStore::bytes).toList());
    }

    /** Empty for what no version of the edge that we know of has written. */
    private static Optional<EventId> event(String field) {
        try {
            return Optional.of(EventId.parse(field.substring(field.lastIndexOf('|') + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

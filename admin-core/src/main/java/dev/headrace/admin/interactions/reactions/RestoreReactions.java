package dev.headrace.admin.interactions.reactions;

import dev.headrace.admin.redis.EdgeRewriteRequested;
import dev.headrace.admin.interactions.EntryCorrection;
import dev.headrace.admin.interactions.SettledState;
import dev.headrace.model.Metric;
import dev.headrace.model.StateCorrection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rewrites all reactions to Redis, including removed ones: Redis may have lost a removal. Later writes of the user that
 * are still pending are not overwritten.
 */
@Component
class RestoreReactions {

    private static final int PAGE = 1_000;

    private final SettledState settledState;
    private final JdbcClient jdbc;

    RestoreReactions(SettledState settledState, JdbcClient jdbc) {
        this.settledState = settledState;
        this.jdbc = jdbc;
    }

    /** A row of the table. */
    record Reaction(UUID entryId, String kind, String actor, boolean isSet, long clock) {

        EntryCorrection correction() {
            return new EntryCorrection(entryId,
                    new StateCorrection.Member(Metric.reaction(kind), actor, isSet, clock, true));
        }
    }

    @EventListener
    void restore(EdgeRewriteRequested request) {
        List<Reaction> page = List.of();
        do {
            page = after(page.isEmpty() ? null : page.getLast());
            write(page);
        } while (page.size() == PAGE);
    }

    private List<Reaction> after(@Nullable Reaction last) {
        return jdbc.sql("""
                select entry_id, kind, actor, is_set, clock from reaction
                where :first or (entry_id, kind, actor) > (:entry::uuid, :kind, :actor)
                order by entry_id, kind, actor limit :limit""").param("first", last == null)
                .param("entry", last == null ? null : last.entryId).param("kind", last == null ? "" : last.kind)
                .param("actor", last == null ? "" : last.actor).param("limit", PAGE).query(Reaction.class).list();
    }

    /** Writes reactions, and rewrites those that were changed and settled after they were read. */
    void write(List<Reaction> reactions) {
        List<Reaction> remaining = reactions;
        while (!remaining.isEmpty()) {
            settledState.correct(remaining.stream().map(Reaction::correction).toList());
            remaining = changedSince(remaining);
        }
    }

    private List<Reaction> changedSince(List<Reaction> reactions) {
        return jdbc.sql("""
                select r.entry_id, r.kind, r.actor, r.is_set, r.clock
                from reaction r join unnest(:entries::uuid[], :kinds::text[], :actors::text[], :clocks::bigint[])
                    as known (entry_id, kind, actor, clock) using (entry_id, kind, actor)
                where r.clock <> known.clock""")
                .param("entries", reactions.stream().map(Reaction::entryId).toArray(UUID[]::new))
                .param("kinds", reactions.stream().map(Reaction::kind).toArray(String[]::new))
                .param("actors", reactions.stream().map(Reaction::actor).toArray(String[]::new))
                .param("clocks", reactions.stream().map(Reaction::clock).toArray(Long[]::new)).query(Reaction.class)
                .list();
    }
}

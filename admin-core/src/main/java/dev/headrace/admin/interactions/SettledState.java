package dev.headrace.admin.interactions;

import static dev.headrace.admin.edge.EdgeStore.await;
import static dev.headrace.admin.edge.EdgeStore.bytes;

import dev.headrace.admin.edge.EdgeEmptied;
import dev.headrace.admin.edge.EdgeStore;
import dev.headrace.admin.interactions.ApplyEvents.Fate;
import dev.headrace.admin.interactions.ApplyEvents.Outcome;
import dev.headrace.model.Interaction;
import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Metric;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings settled state back to the edge, where it takes the place of what was pending. */
@Component
class SettledState {

    private static final int PAGE = 1_000;

    private final EdgeStore store;
    private final JdbcClient jdbc;

    SettledState(EdgeStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    /** What of one target is settled. */
    private static final class Settlement {

        private final List<Tally> tallies = new ArrayList<>();
        private final List<Fate> fates = new ArrayList<>();
    }

    /** @throws io.lettuce.core.RedisException if Redis does not take all of it; it may be tried again */
    void settle(Outcome outcome) {
        Map<Target, Settlement> settlements = new HashMap<>();
        outcome.tallies().forEach(tally -> at(settlements, tally.target()).tallies.add(tally));
        outcome.fates().forEach(fate -> at(settlements, fate.event().interaction().target()).fates.add(fate));
        settleAll(settlements);
    }

    /** Writes all that PostgreSQL has, in portions. */
    @EventListener
    void refill(EdgeEmptied emptied) {
        refillTallies();
        refillReactions();
    }

    private void refillTallies() {
        List<Tally> page = List.of();
        do {
            Tally last = page.isEmpty() ? null : page.getLast();
            page = jdbc.sql("""
                    select target_id, metric, type, value, version from tally
                    where :first or (target_id, metric) > (:target::uuid, :metric)
                    order by target_id, metric limit :limit""").param("first", last == null)
                    .param("target", last == null ? null : last.targetId())
                    .param("metric", last == null ? "" : last.metric()).param("limit", PAGE).query(Tally.class).list();
            Map<Target, Settlement> settlements = new HashMap<>();
            page.forEach(tally -> at(settlements, tally.target()).tallies.add(tally));
            settleAll(settlements);
        } while (page.size() == PAGE);
    }

    /** Whether a user's reaction stands, since the event with this clock. */
    record Standing(UUID targetId, String kind, String userId, String type, boolean stands, long clock) {}

    private void refillReactions() {
        List<Standing> page = List.of();
        do {
            @Nullable
            Standing last = page.isEmpty() ? null : page.getLast();
            page = jdbc.sql("""
                    select target_id, kind, user_id, type, stands, clock from reaction
                    where :first or (target_id, kind, user_id) > (:target::uuid, :kind, :user)
                    order by target_id, kind, user_id limit :limit""").param("first", last == null)
                    .param("target", last == null ? null : last.targetId())
                    .param("kind", last == null ? "" : last.kind())
                    .param("user", last == null ? "" : last.userId()).param("limit", PAGE).query(Standing.class).list();
            write(page.stream().filter(Standing::stands).toList());
        } while (page.size() == PAGE);
    }

    /** Writes some reactions, and then again those that were changed and settled since they were read. */
    void write(List<Standing> reactions) {
        List<Standing> left = reactions;
        while (!left.isEmpty()) {
            await(left.stream().map(this::write).toList());
            left = changedSince(left);
        }
    }

    private CompletionStage<Long> write(Standing reaction) {
        String key = RedisKeys.reaction(new Target(reaction.type(), reaction.targetId().toString()), reaction.kind());
        return reaction.stands()
                ? store.commands().sadd(key, bytes(reaction.userId()))
                : store.commands().srem(key, bytes(reaction.userId()));
    }

    private List<Standing> changedSince(List<Standing> reactions) {
        return jdbc.sql("""
                select r.target_id, r.kind, r.user_id, r.type, r.stands, r.clock
                from reaction r join unnest(:targets::uuid[], :kinds::text[], :users::text[], :clocks::bigint[])
                    as known (target_id, kind, user_id, clock) using (target_id, kind, user_id)
                where r.clock <> known.clock""")
                .param("targets", reactions.stream().map(Standing::targetId).toArray(UUID[]::new))
                .param("kinds", reactions.stream().map(Standing::kind).toArray(String[]::new))
                .param("users", reactions.stream().map(Standing::userId).toArray(String[]::new))
                .param("clocks", reactions.stream().map(Standing::clock).toArray(Long[]::new)).query(Standing.class)
                .list();
    }

    private static Settlement at(Map<Target, Settlement> settlements, Target target) {
        return settlements.computeIfAbsent(target, _ -> new Settlement());
    }

    private void settleAll(Map<Target, Settlement> settlements) {
        List<CompletionStage<Long>> stages = new ArrayList<>();
        settlements.forEach((target, settlement) -> stages.add(settle(target, settlement)));
        await(stages);
    }

    private CompletionStage<Long> settle(Target target, Settlement settlement) {
        List<String> keys = new ArrayList<>(List.of(RedisKeys.tally(target), RedisKeys.pending(target)));
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(bytes(String.valueOf(settlement.tallies.size())));
        for (Tally tally : settlement.tallies) {
            arguments.add(bytes(tally.metric()));
            arguments.add(bytes(String.valueOf(tally.value())));
            arguments.add(bytes(Version.format(tally.version())));
        }
        for (Fate fate : settlement.fates) {
            Interaction event = fate.event().interaction();
            keys.add(RedisKeys.receipt(event.id()));
            keys.add(event instanceof ReactionChanged reaction
                    ? RedisKeys.reaction(target, reaction.kind())
                    : RedisKeys.tally(target));
            Stream.of(Metric.of(event), event.id().toString(), fate.stored() ? "s" : "r",
                    Version.format(fate.event().clock()),
                    event instanceof ReactionChanged reaction ? reaction.user() : "", fate.stands() ? "1" : "0")
                    .forEach(argument -> arguments.add(bytes(argument)));
        }
        return store.run(RedisScript.SETTLE, ScriptOutputType.INTEGER, keys, arguments);
    }
}

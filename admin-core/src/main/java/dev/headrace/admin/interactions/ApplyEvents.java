package dev.headrace.admin.interactions;

import dev.headrace.model.ClockedInteraction;
import dev.headrace.model.EntryId;
import dev.headrace.model.Interaction;
import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.Interaction.ViewsCounted;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.Metric;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies the events of a message in one transaction: those whose ids the inbox has not seen, each once. What cannot be
 * applied is put aside and holds nobody else up.
 */
@Service
class ApplyEvents {

    private static final String APPLY_REACTIONS = Sql.load("apply_reactions.sql");
    private static final String BUMP_TALLIES = Sql.load("bump_tallies.sql");

    private final JdbcClient jdbc;
    private final DeadEvents dead;
    private final Clock clock;

    ApplyEvents(JdbcClient jdbc, DeadEvents dead, Clock clock) {
        this.jdbc = jdbc;
        this.dead = dead;
        this.clock = clock;
    }

    /**
     * What came of a message.
     *
     * @param fates what became of each event that has an id
     * @param tallies what the touched tallies come to
     */
    record Outcome(List<Fate> fates, List<Tally> tallies) {

        static final Outcome NONE = new Outcome(List.of(), List.of());

        Outcome and(Outcome other) {
            return new Outcome(joined(fates, other.fates), joined(tallies, other.tallies));
        }

        private static <T> List<T> joined(List<T> one, List<T> other) {
            return Stream.concat(one.stream(), other.stream()).toList();
        }
    }

    /**
     * What became of an event.
     *
     * @param stored whether it is stored now, by this message or by an earlier delivery; else it is put aside
     * @param stands whether the user's reaction stands now, be it by this event or by another
     */
    record Fate(ClockedInteraction event, boolean stored, boolean stands) {}

    @Transactional
    public Outcome apply(List<Item> items) {
        List<Item.Good> acceptable = new ArrayList<>();
        List<Fate> fates = new ArrayList<>();
        for (Item item : items) {
            switch (item) {
                case Item.Good good when objection(good.event().interaction()).isEmpty() -> acceptable.add(good);
                case Item.Good good ->
                    fates.addAll(reject(good, objection(good.event().interaction())).fates());
                case Item.Bad bad -> reject(bad, bad.reason());
            }
        }
        Set<UUID> fresh = receive(acceptable);
        Changes changes = new Changes();
        acceptable.forEach(good -> changes.touch(good.event().interaction()));
        List<Item.Good> unseen = acceptable.stream()
                .filter(good -> fresh.remove(good.event().interaction().id().value()))
                .toList();
        applyReactions(unseen, changes);
        unseen.forEach(good -> {
            if (good.event().interaction() instanceof ViewsCounted views) {
                changes.add(targetId(views), Metric.VIEWS, views.target().type(), views.count());
            }
        });
        fates.addAll(fates(acceptable, true));
        return new Outcome(fates, bump(changes));
    }

    /** Puts an event aside. */
    @Transactional
    public Outcome reject(Item item, String reason) {
        return switch (item) {
            case Item.Good good -> {
                dead.put(good.event().interaction().id().value(), good.json(), reason);
                yield new Outcome(fates(List.of(good), false), List.of());
            }
            case Item.Bad bad -> {
                dead.put(bad.json(), reason);
                yield Outcome.NONE;
            }
        };
    }

    /** Why an event cannot be applied; empty if it can. */
    private String objection(Interaction interaction) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = interaction.id().day();
        if (interaction.id().timed() && day.isBefore(today.minusDays(InboxPartitions.DAYS_KEPT))) {
            return "is older than " + InboxPartitions.DAYS_KEPT + " days, so nobody can tell whether it was applied";
        }
        if (interaction.id().timed() && day.isAfter(today.plusDays(InboxPartitions.DAYS_AHEAD))) {
            return "comes from the future";
        }
        try {
            targetId(interaction);
            return "";
        } catch (IllegalArgumentException e) {
            return "names a target that is no id: " + interaction.target().id();
        }
    }

    /** The ids that were not there before. */
    private Set<UUID> receive(List<Item.Good> events) {
        if (events.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(jdbc.sql("""
                insert into inbox (event_id, day)
                select id, day from unnest(:ids::uuid[], :days::date[]) as given (id, day) order by id
                on conflict do nothing returning event_id""")
                .param("ids",
                        events.stream().map(event -> event.event().interaction().id().value()).toArray(UUID[]::new))
                .param("days", events.stream().map(event -> event.event().interaction().id().day().toString())
                        .toArray(String[]::new))
                .query(UUID.class).list());
    }

    private void applyReactions(List<Item.Good> events, Changes changes) {
        List<Item.Good> reactions = events.stream()
                .filter(good -> good.event().interaction() instanceof ReactionChanged).toList();
        if (reactions.isEmpty()) {
            return;
        }
        int size = reactions.size();
        UUID[] targets = new UUID[size];
        String[] kinds = new String[size];
        String[] users = new String[size];
        String[] types = new String[size];
        Boolean[] stands = new Boolean[size];
        Long[] clocks = new Long[size];
        for (int i = 0; i < size; i++) {
            if (reactions.get(i).event().interaction() instanceof ReactionChanged reaction) {
                targets[i] = targetId(reaction);
                kinds[i] = reaction.kind();
                users[i] = reaction.user();
                types[i] = reaction.target().type();
                stands[i] = reaction.on();
                clocks[i] = reactions.get(i).event().clock();
            }
        }
        jdbc.sql(APPLY_REACTIONS).param("targets", targets).param("kinds", kinds).param("users", users)
                .param("types", types).param("stands", stands).param("clocks", clocks)
                .query(row -> {
                    changes.add(row.getObject("target_id", UUID.class), Metric.reaction(row.getString("kind")),
                            "", row.getLong("change"));
                });
    }

    private List<Fate> fates(List<Item.Good> events, boolean stored) {
        Set<Reaction> standing = standing(
                events.stream().flatMap(good -> Reaction.of(good.event().interaction()).stream()).toList());
        return events.stream().map(good -> new Fate(good.event(), stored,
                Reaction.of(good.event().interaction()).filter(standing::contains).isPresent())).toList();
    }

    /** A row of the table. */
    private record Reaction(UUID targetId, String kind, String userId) {

        /** Nothing for what is no reaction, or one that no row can hold. */
        static Optional<Reaction> of(Interaction interaction) {
            return interaction instanceof ReactionChanged reaction && EntryId.isId(reaction.target().id())
                    && reaction.user().indexOf('\0') < 0
                            ? Optional
                                    .of(new Reaction(ApplyEvents.targetId(reaction), reaction.kind(), reaction.user()))
                            : Optional.empty();
        }
    }

    private Set<Reaction> standing(List<Reaction> reactions) {
        if (reactions.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                select target_id, kind, user_id
                from unnest(:targets::uuid[], :kinds::text[], :users::text[]) as given (target_id, kind, user_id)
                join reaction using (target_id, kind, user_id) where stands""")
                .param("targets", reactions.stream().map(Reaction::targetId).toArray(UUID[]::new))
                .param("kinds", reactions.stream().map(Reaction::kind).toArray(String[]::new))
                .param("users", reactions.stream().map(Reaction::userId).toArray(String[]::new))
                .query(Reaction.class).list());
    }

    private List<Tally> bump(Changes changes) {
        if (changes.all.isEmpty()) {
            return List.of();
        }
        List<Map.Entry<Changes.Key, Changes.Change>> all = List.copyOf(changes.all.entrySet());
        return jdbc.sql(BUMP_TALLIES)
                .param("targets", all.stream().map(each -> each.getKey().target()).toArray(UUID[]::new))
                .param("metrics", all.stream().map(each -> each.getKey().metric()).toArray(String[]::new))
                .param("types", all.stream().map(each -> each.getValue().type()).toArray(String[]::new))
                .param("changes", all.stream().map(each -> each.getValue().amount()).toArray(Long[]::new))
                .query(Tally.class).list();
    }

    private static UUID targetId(Interaction interaction) {
        return UUID.fromString(interaction.target().id());
    }

    /** By how much tallies change. */
    private static final class Changes {

        private final Map<Key, Change> all = new TreeMap<>();

        private record Key(UUID target, String metric) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int byTarget = target.compareTo(other.target);
                return byTarget != 0 ? byTarget : metric.compareTo(other.metric);
            }
        }

        private record Change(String type, long amount) {}

        void touch(Interaction interaction) {
            add(targetId(interaction), Metric.of(interaction), interaction.target().type(), 0);
        }

        void add(UUID target, String metric, String type, long amount) {
            all.merge(new Key(target, metric), new Change(type, amount),
                    (before, more) -> new Change(before.type(), before.amount() + more.amount()));
        }
    }
}

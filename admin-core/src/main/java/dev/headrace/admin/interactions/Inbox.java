package dev.headrace.admin.interactions;

import dev.headrace.admin.content.PurgedEntries;
import dev.headrace.admin.interactions.EventReader.Parsed;
import dev.headrace.admin.interactions.EventReader.Reading;
import dev.headrace.admin.interactions.Outcome.SettledEvent;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.Receipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies the events of a message in one transaction: each event with a new id is passed to the handler of its kind. An
 * event that cannot be applied is stored as a dead event and does not affect the others.
 */
@Service
class Inbox {

    private final EventReader reader;
    private final DeadEvents dead;
    private final PurgedEntries purged;
    private final Tallies tallies;
    private final JdbcClient jdbc;

    Inbox(EventReader reader, DeadEvents dead, PurgedEntries purged, Tallies tallies, JdbcClient jdbc) {
        this.reader = reader;
        this.dead = dead;
        this.purged = purged;
        this.tallies = tallies;
        this.jdbc = jdbc;
    }

    @Transactional
    public Outcome apply(List<Item> items) {
        return complete(read(items));
    }

    private List<Reading> read(List<Item> items) {
        Set<UUID> gone = purged
                .among(items.stream().map(EventReader::entry).flatMap(Optional::stream).distinct().toList());
        return items.stream().map(item -> reader.read(item, gone)).toList();
    }

    /** Stores an item as a dead event that is never applied, although it could be, perhaps by a later version. */
    @Transactional
    public Outcome reject(Item item, String reason) {
        return complete(List.of(rejected(read(List.of(item)).getFirst(), reason)));
    }

    private static Reading rejected(Reading reading, String reason) {
        return switch (reading) {
            case Reading.Applicable(Item.Good good, ReceivedEvent event, Parsed<?> parsed, _) ->
                new Reading.Rejected(good, event, parsed, reason);
            case Reading.Parked(Item item, ReceivedEvent event, _) -> new Reading.Rejected(item, event, null, reason);
            case Reading other -> other;
        };
    }

    /** Stores an item as a dead event that can be applied again later. */
    @Transactional
    public Outcome park(Item item, String reason) {
        return complete(List.of(new Reading.Parked(item, null, reason)));
    }

    /** The outcome of giving up items: they are no longer pending, unless they were applied. Nothing is stored. */
    @Transactional(readOnly = true)
    public Outcome giveUp(List<Item> items) {
        return outcome(Sorted.of(read(items).stream()
                .map(reading -> isApplied(reading) ? reading : rejected(reading, "given up")).toList()), Set.of());
    }

    private boolean isApplied(Reading reading) {
        return reading instanceof Reading.Applicable event && jdbc.sql("""
                select exists (select from inbox
                    where (event_id, day) in (select * from unnest(:ids::uuid[], :days::date[])))""")
                .param("ids", ids(event.ids())).param("days", days(event.ids())).query(Boolean.class).single();
    }

    private static UUID[] ids(List<EventId> ids) {
        return ids.stream().map(EventId::value).toArray(UUID[]::new);
    }

    private static String[] days(List<EventId> ids) {
        return ids.stream().map(id -> id.day().toString()).toArray(String[]::new);
    }

    private Outcome complete(List<Reading> readings) {
        Sorted sorted = Sorted.of(readings);
        applyNew(sorted.applicable);
        return outcome(sorted, dead.store(sorted.unusable));
    }

    private Outcome outcome(Sorted sorted, Set<UUID> deadIds) {
        return new Outcome(sorted.settled,
                tallies.of(sorted.settled.stream().map(SettledEvent::entry).distinct().toList()),
                HandledEvents.of(sorted.parsed).stream().flatMap(handled -> handled.corrections().stream()).toList(),
                deadIds);
    }

    /** What has to be done with the items of a message. */
    private static final class Sorted {

        private final List<DeadEvents.Dead> unusable = new ArrayList<>();
        private final List<Reading.Applicable> applicable = new ArrayList<>();
        private final List<SettledEvent> settled = new ArrayList<>();
        private final List<Parsed<?>> parsed = new ArrayList<>();

        static Sorted of(List<Reading> readings) {
            Sorted sorted = new Sorted();
            readings.forEach(sorted::add);
            return sorted;
        }

        private void add(Reading reading) {
            switch (reading) {
                case Reading.Applicable event -> {
                    applicable.add(event);
                    add(event.event(), event.parsed(), Receipt.Status.STORED);
                }
                case Reading.Rejected rejected -> {
                    unusable.add(DeadEvents.Dead.rejected(rejected.item(), rejected.reason()));
                    add(rejected.event(), rejected.parsed(), Receipt.Status.REJECTED);
                }
                case Reading.Purged purged -> add(purged.event(), purged.parsed(), Receipt.Status.REJECTED);
                case Reading.Parked parked -> unusable.add(DeadEvents.Dead.parked(parked.item(), parked.reason()));
            }
        }

        private void add(@Nullable ReceivedEvent event, @Nullable Parsed<?> accepted, Receipt.Status status) {
            if (event != null) {
                settled.add(new SettledEvent(event.entry(), event.id(), status));
            }
            if (accepted != null) {
                parsed.add(accepted);
            }
        }
    }

    private void applyNew(List<Reading.Applicable> events) {
        Set<EventId> unseen = insertIds(events);
        List<Parsed<?>> parsed = events.stream().filter(event -> takeAll(unseen, event.ids()))
                .<Parsed<?>>map(Reading.Applicable::parsed).toList();
        TallyChanges changes = new TallyChanges();
        HandledEvents.of(parsed).forEach(handled -> handled.apply(changes));
        tallies.change(changes);
    }

    /** Whether none of the ids that a write may have had was there before; they are there from now on. */
    private static boolean takeAll(Set<EventId> unseen, List<EventId> ids) {
        boolean isNew = unseen.containsAll(ids);
        ids.forEach(unseen::remove);
        return isNew;
    }

    /** Inserts event ids and returns the new ones. */
    private Set<EventId> insertIds(List<Reading.Applicable> events) {
        if (events.isEmpty()) {
            return new HashSet<>();
        }
        List<EventId> ids = events.stream().flatMap(event -> event.ids().stream()).toList();
        return new HashSet<>(jdbc.sql("""
                insert into inbox (event_id, day)
                select id, day from unnest(:ids::uuid[], :days::date[]) as given (id, day) order by id
                on conflict do nothing returning event_id""")
                .param("ids", ids(ids)).param("days", days(ids))
                .query((row, _) -> new EventId(row.getObject(1, UUID.class))).list());
    }
}

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
import java.util.stream.Stream;
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
        return complete(List.of(switch (read(List.of(item)).getFirst()) {
            case Reading.Applicable(Item.Good good, ReceivedEvent event, Parsed<?> parsed, _) ->
                new Reading.Rejected(good, event, parsed, reason);
            case Reading.Parked parked -> new Reading.Rejected(item, parked.event(), null, reason);
            case Reading other -> other;
        }));
    }

    /** Stores an item as a dead event that can be applied again later. */
    @Transactional
    public Outcome park(Item item, String reason) {
        return complete(List.of(new Reading.Parked(item, null, reason)));
    }

    private Outcome complete(List<Reading> readings) {
        List<DeadEvents.Dead> unusable = new ArrayList<>();
        List<Reading.Applicable> applicable = new ArrayList<>();
        List<SettledEvent> settled = new ArrayList<>();
        List<Parsed<?>> parsed = new ArrayList<>();
        for (Reading reading : readings) {
            switch (reading) {
                case Reading.Applicable event -> {
                    applicable.add(event);
                    parsed.add(event.parsed());
                    settled.add(settled(event.event(), Receipt.Status.STORED));
                }
                case Reading.Rejected rejected -> {
                    unusable.add(DeadEvents.Dead.rejected(rejected.item(), rejected.reason()));
                    Stream.ofNullable(rejected.event())
                            .forEach(event -> settled.add(settled(event, Receipt.Status.REJECTED)));
                    Stream.ofNullable(rejected.parsed()).forEach(parsed::add);
                }
                case Reading.Purged purged -> {
                    settled.add(settled(purged.event(), Receipt.Status.REJECTED));
                    Stream.ofNullable(purged.parsed()).forEach(parsed::add);
                }
                case Reading.Parked parked -> unusable.add(DeadEvents.Dead.parked(parked.item(), parked.reason()));
            }
        }
        applyNew(applicable);
        Set<UUID> deadIds = dead.store(unusable);
        return new Outcome(settled, tallies.of(settled.stream().map(SettledEvent::entry).distinct().toList()),
                HandledEvents.of(parsed).stream().flatMap(handled -> handled.corrections().stream()).toList(), deadIds);
    }

    private static SettledEvent settled(ReceivedEvent event, Receipt.Status status) {
        return new SettledEvent(event.entry(), event.id(), status);
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
                .param("ids", ids.stream().map(EventId::value).toArray(UUID[]::new))
                .param("days", ids.stream().map(id -> id.day().toString()).toArray(String[]::new))
                .query((row, _) -> new EventId(row.getObject(1, UUID.class))).list());
    }
}

package dev.headrace.admin.interactions;

import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec.Item;
import dev.headrace.model.InteractionEvent;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the items of messages: finds the handler of each event, or the reason why the event cannot be applied. */
@Component
class EventReader {

    private final Map<String, InteractionHandler<?>> handlers;
    private final Clock clock;

    /** The result of reading an item. */
    sealed interface Reading {

        Item item();

        /**
         * An event that its handler can apply.
         *
         * @param ids all that the write may have had and that the inbox may have
         */
        record Applicable(Item.Good item, ReceivedEvent event, Parsed<?> parsed, List<EventId> ids)
                implements
                    Reading {}

        /**
         * An item that can never be applied.
         *
         * @param event null if the item is not an event
         * @param parsed null if the handler does not accept the event
         */
        record Rejected(Item item, @Nullable ReceivedEvent event, @Nullable Parsed<?> parsed,
                String reason) implements Reading {}

        /**
         * An event for a purged entry, which is discarded.
         *
         * @param parsed null if the handler does not accept the event
         */
        record Purged(Item.Good item, ReceivedEvent event, @Nullable Parsed<?> parsed) implements Reading {}

        /**
         * An item that a later version of the core may be able to apply.
         *
         * @param event null if the item's version is unknown, or the target of its unknown kind is not an entry
         */
        record Parked(Item item, @Nullable ReceivedEvent event, String reason) implements Reading {}
    }

    /** An event as parsed by its handler. */
    record Parsed<E>(InteractionHandler<E> handler, E event) {

        static <E> Parsed<E> of(InteractionHandler<E> handler, ReceivedEvent event) {
            return new Parsed<>(handler, handler.parse(event));
        }
    }

    EventReader(List<InteractionHandler<?>> handlers, Clock clock) {
        SortedMap<String, InteractionHandler<?>> byKind = new TreeMap<>();
        handlers.forEach(handler -> {
            if (byKind.put(handler.kind(), handler) != null) {
                throw new IllegalStateException("duplicate handler for events of kind " + handler.kind());
            }
        });
        this.handlers = byKind;
        this.clock = clock;
    }

    /** @param purged ids of purged entries */
    Reading read(Item item, Set<UUID> purged) {
        return switch (item) {
            case Item.Good good -> read(good, purged);
            case Item.Unknown unknown -> new Reading.Parked(unknown, null, unknown.reason());
            case Item.Bad bad -> new Reading.Rejected(bad, null, null, bad.reason());
        };
    }

    /** The target entry of an item; empty if it has none. */
    static Optional<UUID> entry(Item item) {
        return item instanceof Item.Good good && EntryId.isId(good.event().event().target().id())
                ? Optional.of(UUID.fromString(good.event().event().target().id()))
                : Optional.empty();
    }

    private Reading read(Item.Good item, Set<UUID> purged) {
        InteractionEvent event = item.event().event();
        String entry = event.target().id();
        InteractionHandler<?> handler = handlers.get(event.kind());
        if (!EntryId.isId(entry)) {
            return handler == null
                    ? new Reading.Parked(item, null, unknownKind(event))
                    : new Reading.Rejected(item, null, null, "the target is not an entry id: " + entry);
        }
        var received = new ReceivedEvent(event.id(), UUID.fromString(entry), event.actor(), item.event().clock(),
                event.data());
        if (purged.contains(received.entry())) {
            return new Reading.Purged(item, received, handler == null ? null : parsed(handler, received));
        }
        if (handler == null) {
            return new Reading.Parked(item, received, unknownKind(event));
        }
        if (event.actor() != null && event.actor().indexOf('\0') >= 0) {
            return new Reading.Rejected(item, received, null, "the actor contains a character that cannot be stored");
        }
        try {
            Parsed<?> parsed = Parsed.of(handler, received);
            return rejectionReason(event.id())
                    .<Reading>map(reason -> new Reading.Rejected(item, received, parsed, reason))
                    .orElseGet(() -> new Reading.Applicable(item, received, parsed, idsInInbox(event)));
        } catch (IllegalArgumentException e) {
            return new Reading.Rejected(item, received, null, String.valueOf(e.getMessage()));
        }
    }

    private static String unknownKind(InteractionEvent event) {
        return "unknown kind '" + event.kind() + "'";
    }

    private static @Nullable Parsed<?> parsed(InteractionHandler<?> handler, ReceivedEvent event) {
        try {
            return Parsed.of(handler, event);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An attempt with an id that is too old, or in the future, is rejected if it arrives. */
    private List<EventId> idsInInbox(InteractionEvent event) {
        return event.ids().filter(id -> !isTooOld(id) && !isInTheFuture(id)).toList();
    }

    private boolean isTooOld(EventId id) {
        return id.timed() && id.day().isBefore(today().minusDays(DeduplicationWindow.DAYS));
    }

    private boolean isInTheFuture(EventId id) {
        return id.timed() && id.day().isAfter(today().plusDays(DeduplicationWindow.DAYS_AHEAD));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Optional<String> rejectionReason(EventId id) {
        if (isTooOld(id)) {
            return Optional.of("older than " + DeduplicationWindow.DAYS
                    + " days; it may already have been applied");
        }
        if (isInTheFuture(id)) {
            return Optional.of("the event id is dated in the future");
        }
        return Optional.empty();
    }
}

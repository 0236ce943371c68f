package dev.headrace.admin.interactions;

import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Applies a message to the inbox, whatever is in it: an event that fails does not affect the others. */
@Component
class ApplyMessage {

    private static final Logger log = LoggerFactory.getLogger(ApplyMessage.class);

    private final InboxPartitions partitions;
    private final Inbox inbox;

    ApplyMessage(InboxPartitions partitions, Inbox inbox) {
        this.partitions = partitions;
        this.inbox = inbox;
    }

    /**
     * @throws DataAccessException if the database cannot do it now
     * @throws TransactionException if the database cannot do it now
     */
    Outcome apply(String message) {
        List<Item> items = InteractionCodec.read(message);
        Set<LocalDate> days = items.stream().flatMap(ApplyMessage::day).collect(Collectors.toUnmodifiableSet());
        partitions.makeFor(days);
        try {
            return withPartitions(days, () -> inbox.apply(items));
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw e;
            }
            return items.stream().map(item -> applyAlone(item, days)).reduce(Outcome.NONE, Outcome::and);
        }
    }

    private static Stream<LocalDate> day(Item item) {
        return item instanceof Item.Good good && good.event().event().id().timed()
                ? Stream.of(good.event().event().id().day())
                : Stream.empty();
    }

    private Outcome applyAlone(Item item, Set<LocalDate> days) {
        try {
            return withPartitions(days, () -> inbox.apply(List.of(item)));
        } catch (DataAccessException e) {
            if (isTransient(e)) {
                throw e;
            }
            return inbox.reject(item, String.valueOf(e.getMostSpecificCause().getMessage()));
        } catch (TransactionException e) {
            throw e;
        } catch (RuntimeException defect) {
            // A defect of the handler: the event can be applied again once that is repaired.
            log.error("A handler failed; the event is parked", defect);
            return inbox.park(item, "the handler failed: " + defect);
        }
    }

    /** A database that was replaced, by a failover or a restore, may lack partitions that this process has made. */
    private Outcome withPartitions(Set<LocalDate> days, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            if (!InboxPartitions.isMissing(e)) {
                throw e;
            }
            partitions.makeAgain(days);
            return work.get();
        }
    }

    /** Whether a retry can help: all failures of the database but those for values that it refuses (classes 22 and 23). */
    private static boolean isTransient(RuntimeException failure) {
        return switch (failure) {
            case DataAccessException e when InboxPartitions.isMissing(e) -> true;
            case DataAccessException e -> !(e.getMostSpecificCause() instanceof SQLException cause
                    && cause.getSQLState() != null
                    && (cause.getSQLState().startsWith("22") || cause.getSQLState().startsWith("23")));
            default -> failure instanceof TransactionException;
        };
    }
}

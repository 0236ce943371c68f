package dev.headrace.admin.interactions;

import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Applies the events of a message through the inbox: an event that fails does not affect the others. */
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
     * @throws DataAccessException if the database is unavailable or busy
     * @throws TransactionException if the database is unavailable or busy
     * @throws DatabaseUnusableException if the database cannot store any event
     */
    Outcome apply(String message) {
        List<Item> items = InteractionCodec.read(message);
        Set<LocalDate> days = items.stream().flatMap(ApplyMessage::day).collect(Collectors.toUnmodifiableSet());
        blamingTheDatabase(() -> {
            partitions.ensure(days);
            return Outcome.NONE;
        });
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
        return item instanceof Item.Good good
                ? good.event().event().ids().filter(EventId::timed).map(EventId::day)
                : Stream.empty();
    }

    private Outcome applyAlone(Item item, Set<LocalDate> days) {
        try {
            return withPartitions(days, () -> inbox.apply(List.of(item)));
        } catch (RuntimeException e) {
            return failed(item, e);
        }
    }

    private Outcome failed(Item item, RuntimeException failure) {
        if (isTransient(failure)) {
            throw failure;
        }
        if (DatabaseFailure.of(failure) == DatabaseFailure.INVALID_DATA) {
            try {
                return inbox.reject(item,
                        String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage()));
            } catch (RuntimeException e) {
                return park(item, e);
            }
        }
        return park(item, failure);
    }

    /** A defect of the handler: the event can be replayed once the defect is fixed. */
    private Outcome park(Item item, RuntimeException defect) {
        if (isTransient(defect)) {
            throw defect;
        }
        Outcome parked = blamingTheDatabase(() -> inbox.park(item, "the handler failed: " + defect));
        log.error("Handler failed; event parked", defect);
        return parked;
    }

    /** For work that depends on no handler: a failure means that the database is at fault, unless it is the data. */
    private static Outcome blamingTheDatabase(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException e) {
            if (isTransient(e) || DatabaseFailure.of(e) == DatabaseFailure.INVALID_DATA) {
                throw e;
            }
            throw new DatabaseUnusableException(e);
        }
    }

    /** After a failover or restore, the database may lack partitions that this process has created. */
    private Outcome withPartitions(Set<LocalDate> days, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            if (!InboxPartitions.isMissing(e)) {
                throw e;
            }
            partitions.recreate(days);
            return work.get();
        }
    }

    /**
     * Whether the database is unavailable, busy or unusable. Any other failure is a defect, and retrying it would block the
     * workers forever.
     */
    static boolean isTransient(RuntimeException failure) {
        return failure instanceof DatabaseUnusableException
                || (failure instanceof DataAccessException e && InboxPartitions.isMissing(e))
                || DatabaseFailure.of(failure).isTransient();
    }
}

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionUsageException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Applies a message to the inbox, whatever is in it: an event that fails does not affect the others. */
@Component
class ApplyMessage {

    private static final Logger log = LoggerFactory.getLogger(ApplyMessage.class);

    // Classes and codes of PostgreSQL: connections, serialization and deadlocks, a standby, resources, locks, operators,
    // the system.
    private static final Set<String> UNAVAILABLE = Set.of("08", "40", "25006", "53", "55P03", "57", "58");
    private static final Set<String> REFUSED_VALUE = Set.of("22", "23");

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
        } catch (RuntimeException e) {
            return failed(item, e);
        }
    }

    private Outcome failed(Item item, RuntimeException failure) {
        if (isTransient(failure)) {
            throw failure;
        }
        if (hasState(failure, REFUSED_VALUE)) {
            try {
                return inbox.reject(item,
                        String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage()));
            } catch (RuntimeException e) {
                return park(item, e);
            }
        }
        return park(item, failure);
    }

    /** A defect of the handler: the event can be applied again once that is repaired. */
    private Outcome park(Item item, RuntimeException defect) {
        if (isTransient(defect)) {
            throw defect;
        }
        log.error("A handler failed; the event is parked", defect);
        return inbox.park(item, "the handler failed: " + defect);
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

    /**
     * Whether a retry can help: the database is unavailable or busy. Whatever else fails is a defect that would stop the
     * workers for ever.
     */
    private static boolean isTransient(RuntimeException failure) {
        return switch (failure) {
            case TransactionUsageException _,UnexpectedRollbackException _ -> false;
            case CannotCreateTransactionException _,CannotGetJdbcConnectionException _ -> true;
            case DataAccessException e when InboxPartitions.isMissing(e) -> true;
            case RuntimeException _ when state(failure) != null -> hasState(failure, UNAVAILABLE);
            case TransactionException _,TransientDataAccessException _,RecoverableDataAccessException _ -> true;
            default -> failure instanceof DataAccessResourceFailureException;
        };
    }

    private static boolean hasState(RuntimeException failure, Set<String> beginnings) {
        String state = state(failure);
        return state != null && beginnings.stream().anyMatch(state::startsWith);
    }

    private static @Nullable String state(RuntimeException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                ? cause.getSQLState()
                : null;
    }
}

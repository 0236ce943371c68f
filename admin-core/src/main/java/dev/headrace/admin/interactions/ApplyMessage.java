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

/** Applies the events of a message through the inbox: an event that fails does not affect the others. */
@Component
class ApplyMessage {

    private static final Logger log = LoggerFactory.getLogger(ApplyMessage.class);

    // SQLSTATE classes and codes: connections, serialization and deadlocks, read-only standby, resources, locks,
    // operator intervention, system errors.
    private static final Set<String> UNAVAILABLE = Set.of("08", "40", "25006", "53", "55P03", "57", "58");
    private static final Set<String> INVALID_DATA = Set.of("22", "23");

    private final InboxPartitions partitions;
    private final Inbox inbox;

    ApplyMessage(InboxPartitions partitions, Inbox inbox) {
        this.partitions = partitions;
        this.inbox = inbox;
    }

    /**
     * @throws DataAccessException if the database is unavailable or busy
     * @throws TransactionException if the database is unavailable or busy
     */
    Outcome apply(String message) {
        List<Item> items = InteractionCodec.read(message);
        Set<LocalDate> days = items.stream().flatMap(ApplyMessage::day).collect(Collectors.toUnmodifiableSet());
        partitions.ensure(days);
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
        if (hasState(failure, INVALID_DATA)) {
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
        log.error("Handler failed; event parked", defect);
        return inbox.park(item, "the handler failed: " + defect);
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
     * Whether a retry can help: the database is unavailable or busy. Any other failure is a defect, and retrying it would
     * block the workers forever.
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

    private static boolean hasState(RuntimeException failure, Set<String> prefixes) {
        String state = state(failure);
        return state != null && prefixes.stream().anyMatch(state::startsWith);
    }

    private static @Nullable String state(RuntimeException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                ? cause.getSQLState()
                : null;
    }
}

package dev.headrace.admin.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionUsageException;
import org.springframework.transaction.UnexpectedRollbackException;

/** Why work with the database failed, and so whether a retry can help. */
public enum DatabaseFailure {

    /** No connection, no resources, or a server that is stopping or a read-only standby. */
    UNAVAILABLE,

    /** Others hold locks or have changed the same rows, or the statement took too long. */
    CONTENTION,

    /** The data violates a type or a constraint: the same data fails again. */
    INVALID_DATA,

    /** A defect, or no failure of the database. */
    OTHER;

    private static final int MAX_CAUSES = 20;

    // SQLSTATE classes and codes. A cancelled statement is usually one that waited until the statement timeout.
    private static final Set<String> BUSY_STATES = Set.of("40", "55P03", "57014");
    private static final Set<String> UNAVAILABLE_STATES = Set.of("08", "25006", "53", "57", "58");
    private static final Set<String> INVALID_STATES = Set.of("22", "23");

    /** Classifies a failure by itself and its causes. */
    public static DatabaseFailure of(Throwable failure) {
        List<Throwable> causes = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES).toList();
        if (causes.stream().anyMatch(DatabaseFailure::hasNoConnection)) {
            return UNAVAILABLE;
        }
        // The innermost cause is the most specific one.
        return causes.reversed().stream().map(DatabaseFailure::ofState).filter(Objects::nonNull).findFirst()
                .orElseGet(() -> causes.stream().map(DatabaseFailure::ofClass).filter(Objects::nonNull).findFirst()
                        .orElse(OTHER));
    }

    /** Whether a retry can help. */
    public boolean isTransient() {
        return this == UNAVAILABLE || this == CONTENTION;
    }

    /** Whatever the reason, such as a password that is being changed. */
    private static boolean hasNoConnection(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof CannotGetJdbcConnectionException;
    }

    private static @Nullable DatabaseFailure ofState(Throwable failure) {
        String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        if (state == null) {
            return null;
        }
        if (isOneOf(BUSY_STATES, state)) {
            return CONTENTION;
        }
        if (isOneOf(UNAVAILABLE_STATES, state)) {
            return UNAVAILABLE;
        }
        return isOneOf(INVALID_STATES, state) ? INVALID_DATA : OTHER;
    }

    private static boolean isOneOf(Set<String> prefixes, String state) {
        return prefixes.stream().anyMatch(state::startsWith);
    }

    private static @Nullable DatabaseFailure ofClass(Throwable failure) {
        return switch (failure) {
            case TransactionUsageException _,UnexpectedRollbackException _ -> OTHER;
            case ConcurrencyFailureException _,QueryTimeoutException _ -> CONTENTION;
            case DataIntegrityViolationException _ -> INVALID_DATA;
            case TransientDataAccessException _,RecoverableDataAccessException _ -> UNAVAILABLE;
            case DataAccessResourceFailureException _,TransactionException _ -> UNAVAILABLE;
            // Commit and rollback fail only if the connection is lost, which hides the original failure.
            case org.hibernate.TransactionException _ -> UNAVAILABLE;
            case SQLTransientException _,SQLRecoverableException _ -> UNAVAILABLE;
            default -> null;
        };
    }
}

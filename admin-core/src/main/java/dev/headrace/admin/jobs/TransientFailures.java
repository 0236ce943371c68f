package dev.headrace.admin.jobs;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Classifies failures as transient or permanent. */
final class TransientFailures {

    private static final int MAX_CAUSES = 20;

    /** Connection lost, transaction rolled back, resources exhausted, lock not available, server shutting down. */
    private static final List<String> TRANSIENT_STATES = List.of("08", "40", "53", "55P03", "57P");

    private TransientFailures() {}

    /** Checks the failure and its causes. */
    static boolean contains(Throwable failure, JobHandler<?> handler) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (isTransient(cause) || handler.isTransient(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTransient(@Nullable Throwable failure) {
        return switch (failure) {
            case TransientDataAccessException _ -> true;
            case RecoverableDataAccessException _ -> true;
            case DataAccessResourceFailureException _ -> true;
            case CannotCreateTransactionException _ -> true;
            case TransactionSystemException _ -> true;
            // commit and rollback fail only if the connection is lost, which hides the original failure
            case TransactionException _ -> true;
            case SQLException sql -> isTransient(sql);
            case IOException _ -> true;
            case TimeoutException _ -> true;
            case null, default -> false;
        };
    }

    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                || (state != null && TRANSIENT_STATES.stream().anyMatch(state::startsWith));
    }
}

package dev.headrace.admin.database;

import static dev.headrace.admin.database.DatabaseFailure.CONTENTION;
import static dev.headrace.admin.database.DatabaseFailure.INVALID_DATA;
import static dev.headrace.admin.database.DatabaseFailure.OTHER;
import static dev.headrace.admin.database.DatabaseFailure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource({"08006, UNAVAILABLE", "25006, UNAVAILABLE", "53300, UNAVAILABLE", "57P01, UNAVAILABLE",
            "57P03, UNAVAILABLE", "58030, UNAVAILABLE", "40001, CONTENTION", "40P01, CONTENTION", "55P03, CONTENTION",
            "57014, CONTENTION", "22003, INVALID_DATA", "23505, INVALID_DATA", "23514, INVALID_DATA", "42601, OTHER",
            "55000, OTHER", "25P02, OTHER"})
    void theStateOfTheDatabaseDecides(String state, DatabaseFailure expected) {
        assertThat(DatabaseFailure.of(new SQLException("failed", state))).isEqualTo(expected);
        assertThat(DatabaseFailure.of(wrapped(state))).isEqualTo(expected);
        assertThat(DatabaseFailure.of(new TransactionSystemException("no commit", wrapped(state)))).isEqualTo(expected);
    }

    private static RuntimeException wrapped(@Nullable String state) {
        return new IllegalStateException(
                new UncategorizedSQLException("task", "select 1", new SQLException("failed", state)));
    }

    @ParameterizedTest
    @MethodSource("withoutAState")
    void withoutAStateTheExceptionDecides(Throwable failure, DatabaseFailure expected) {
        assertThat(DatabaseFailure.of(failure)).isEqualTo(expected);
        assertThat(DatabaseFailure.of(new IllegalStateException(failure))).isEqualTo(expected);
    }

    static Stream<Arguments> withoutAState() {
        return Stream.of(arguments(new CannotCreateTransactionException("none"), UNAVAILABLE),
                arguments(new CannotGetJdbcConnectionException("none"), UNAVAILABLE),
                arguments(new DataAccessResourceFailureException("lost"), UNAVAILABLE),
                arguments(new RecoverableDataAccessException("lost"), UNAVAILABLE),
                arguments(new TransientDataAccessResourceException("lost"), UNAVAILABLE),
                arguments(new TransactionSystemException("no commit"), UNAVAILABLE),
                arguments(new org.hibernate.TransactionException("no commit"), UNAVAILABLE),
                arguments(new SQLTransientConnectionException("the pool is exhausted"), UNAVAILABLE),
                arguments(new CannotAcquireLockException("locked"), CONTENTION),
                arguments(new OptimisticLockingFailureException("changed"), CONTENTION),
                arguments(new QueryTimeoutException("too long"), CONTENTION),
                arguments(new DataIntegrityViolationException("no"), INVALID_DATA),
                arguments(new UnexpectedRollbackException("marked"), OTHER),
                arguments(new IllegalTransactionStateException("none"), OTHER),
                arguments(new EmptyResultDataAccessException(1), OTHER),
                arguments(new SQLException("unknown"), OTHER),
                arguments(new IllegalArgumentException("not the database"), OTHER));
    }

    @Test
    void withoutAConnectionTheReasonDoesNotMatter() {
        SQLException wrongPassword = new SQLException("no", "28P01");

        assertThat(DatabaseFailure.of(new CannotCreateTransactionException("none", wrongPassword)))
                .isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(wrongPassword)).isEqualTo(OTHER);
    }

    @Test
    void onlyUnavailabilityAndContentionAreTransient() {
        assertThat(DatabaseFailure.values()).filteredOn(DatabaseFailure::isTransient).containsExactly(UNAVAILABLE,
                CONTENTION);
    }
}

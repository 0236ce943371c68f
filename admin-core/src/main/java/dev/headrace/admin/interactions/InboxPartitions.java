package dev.headrace.admin.interactions;

import dev.headrace.model.DeduplicationWindow;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Maintains the inbox's partitions: one per day, created ahead, and dropped once events of that day are rejected. */
@Component
class InboxPartitions {

    private static final Logger log = LoggerFactory.getLogger(InboxPartitions.class);

    // One more day at either end: an event may be checked before midnight and stored after it.
    private static final int DAYS_BEFORE_DROP = DeduplicationWindow.DAYS + 1;
    private static final int DAYS_CREATED_AHEAD = DeduplicationWindow.DAYS_AHEAD + 1;
    private static final int PORTION = 10_000;
    // SQLSTATE if no partition accepts a row, or if the default partition rejects it.
    private static final String CHECK_VIOLATION = "23514";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    // A cache; after a failover or restore, these partitions may be missing.
    private final Set<LocalDate> created = ConcurrentHashMap.newKeySet();

    InboxPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Creates the missing partitions of the days whose events can be applied. */
    void ensure(Collection<LocalDate> days) {
        LocalDate today = today();
        days.stream().filter(day -> !day.isBefore(today.minusDays(DeduplicationWindow.DAYS)))
                .filter(day -> !day.isAfter(today.plusDays(DAYS_CREATED_AHEAD))).filter(day -> !created.contains(day))
                .distinct().forEach(this::create);
    }

    /** Creates partitions even if this process has created them before. */
    void recreate(Collection<LocalDate> days) {
        created.removeAll(days);
        ensure(days);
    }

    /** Whether an insert into the inbox failed because there is no partition for its day. */
    static boolean isMissing(DataAccessException failure) {
        ServerErrorMessage message = failure.getMostSpecificCause() instanceof PSQLException cause
                ? cause.getServerErrorMessage()
                : null;
        return message != null && CHECK_VIOLATION.equals(message.getSQLState()) && message.getTable() != null
                && message.getTable().startsWith("inbox");
    }

    @Scheduled(cron = "0 17 * * * *")
    void keep() {
        LocalDate today = today();
        LocalDate oldest = today.minusDays(DAYS_BEFORE_DROP);
        today.minusDays(DeduplicationWindow.DAYS).datesUntil(today.plusDays(DAYS_CREATED_AHEAD + 1))
                .forEach(day -> attempt("create the partition of " + day, () -> ensure(List.of(day))));
        created.removeIf(day -> day.isBefore(oldest));
        attempt("drop old partitions", () -> dropBefore(oldest));
        attempt("delete old ids", this::deleteTimeless);
    }

    /** A failure must not prevent the other changes, and is tried again in an hour. */
    private static void attempt(String what, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            log.warn("Cannot {}: {}", what, e.getMessage());
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void create(LocalDate day) {
        change("create table if not exists %s partition of inbox for values from ('%s') to ('%s')"
                .formatted(name(day), day, day.plusDays(1)));
        created.add(day);
    }

    private void dropBefore(LocalDate oldest) {
        jdbc.sql("""
                select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
                where inhparent = 'inbox'::regclass and relname like 'inbox\\_2%' and relname < :oldest""")
                .param("oldest", name(oldest)).query(String.class).list()
                .forEach(name -> attempt("drop " + name, () -> change("drop table if exists " + name)));
    }

    /** Each change has its own transaction, since it locks the whole inbox and blocks the workers. */
    private void change(String statement) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local lock_timeout = '5s'").update();
            // Serializes concurrent changes by several cores.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('inbox partitions'))").query(row -> {});
            jdbc.sql(statement).update();
        });
    }

    private void deleteTimeless() {
        int deleted;
        do {
            deleted = jdbc.sql("""
                    delete from inbox_timeless where ctid = any (array(
                        select ctid from inbox_timeless
                        where received_at < now() - make_interval(days => :days) limit :portion))""")
                    .param("days", DeduplicationWindow.DAYS).param("portion", PORTION).update();
        } while (deleted == PORTION);
    }

    private static String name(LocalDate day) {
        return "inbox_" + DAY.format(day);
    }
}

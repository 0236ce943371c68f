package dev.headrace.admin.interactions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the inbox's partitions: one for each day, made ahead, and dropped once no event of that day is applied. */
@Component
class InboxPartitions {

    static final int DAYS_KEPT = 35;
    static final int DAYS_AHEAD = 2;

    // One more at either end: an event may be checked before midnight and stored after it.
    private static final int DAYS_BEFORE_DROP = DAYS_KEPT + 1;
    private static final int DAYS_MADE_AHEAD = DAYS_AHEAD + 1;
    private static final int PORTION = 10_000;
    // What PostgreSQL answers if no partition takes a row, or if the default one refuses it.
    private static final String CHECK_VIOLATION = "23514";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    // Saves asking the database; the partitions may be gone after it was replaced.
    private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

    InboxPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the missing partitions of those days whose events can be applied. */
    void makeFor(Collection<LocalDate> days) {
        LocalDate today = today();
        days.stream().filter(day -> !day.isBefore(today.minusDays(DAYS_KEPT)))
                .filter(day -> !day.isAfter(today.plusDays(DAYS_MADE_AHEAD))).filter(day -> !made.contains(day))
                .distinct().forEach(this::make);
    }

    /** Makes the partitions of some days although this process has made them before. */
    void makeAgain(Collection<LocalDate> days) {
        made.removeAll(days);
        makeFor(days);
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
        makeFor(today.minusDays(DAYS_KEPT).datesUntil(today.plusDays(DAYS_MADE_AHEAD + 1)).toList());
        made.removeIf(day -> day.isBefore(oldest));
        dropBefore(oldest);
        forgetTimeless();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void make(LocalDate day) {
        change("create table if not exists %s partition of inbox for values from ('%s') to ('%s')"
                .formatted(name(day), day, day.plusDays(1)));
        made.add(day);
    }

    private void dropBefore(LocalDate oldest) {
        jdbc.sql("""
                select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
                where inhparent = 'inbox'::regclass and relname like 'inbox\\_2%' and relname < :oldest""")
                .param("oldest", name(oldest)).query(String.class).list()
                .forEach(name -> change("drop table if exists " + name));
    }

    /** Each change is a transaction of its own, since it locks the whole inbox and workers wait for it. */
    private void change(String statement) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("set local lock_timeout = '5s'").update();
            // Several cores may do this at once; the lock lets one after the other.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('inbox partitions'))").query(row -> {});
            jdbc.sql(statement).update();
        });
    }

    private void forgetTimeless() {
        int forgotten;
        do {
            forgotten = jdbc.sql("""
                    delete from inbox_timeless where ctid = any (array(
                        select ctid from inbox_timeless
                        where received_at < now() - make_interval(days => :days) limit :portion))""")
                    .param("days", DAYS_KEPT).param("portion", PORTION).update();
        } while (forgotten == PORTION);
    }

    private static String name(LocalDate day) {
        return "inbox_" + DAY.format(day);
    }
}

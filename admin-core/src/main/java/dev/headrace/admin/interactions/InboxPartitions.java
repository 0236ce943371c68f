package dev.headrace.admin.interactions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the inbox's partitions: one a day, made ahead, dropped when no event so old is applied any more. */
@Component
class InboxPartitions {

    static final int DAYS_KEPT = 35;
    static final int DAYS_AHEAD = 2;

    // One more at either end: an event may be looked at before midnight and remembered after it.
    private static final int DAYS_BEFORE_DROP = DAYS_KEPT + 1;
    private static final int DAYS_MADE_AHEAD = DAYS_AHEAD + 1;
    private static final int PORTION = 10_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

    InboxPartitions(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes the partitions of some days, as far as they are missing and events of these days can be applied. */
    void makeFor(Collection<LocalDate> days) {
        LocalDate today = today();
        days.stream().filter(day -> !day.isBefore(today.minusDays(DAYS_KEPT)))
                .filter(day -> !day.isAfter(today.plusDays(DAYS_MADE_AHEAD))).filter(day -> !made.contains(day))
                .distinct().forEach(this::make);
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

    /** Each change is a transaction of its own, since it locks the whole inbox; workers are not to wait for it long. */
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

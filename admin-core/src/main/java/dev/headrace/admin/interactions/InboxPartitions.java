package dev.headrace.admin.interactions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the inbox's partitions: one a day, made ahead, dropped when no event so old is applied any more. */
@Component
class InboxPartitions {

    static final int DAYS_KEPT = 35;
    static final int DAYS_AHEAD = 2;

    private static final String PREFIX = "inbox_2";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final JdbcClient jdbc;
    private final Clock clock;

    InboxPartitions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Scheduled(cron = "0 17 * * * *")
    @Transactional
    public void keep() {
        // Several cores may do this at once; the lock lets one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('inbox partitions'))").query(row -> {});
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (LocalDate day = today.minusDays(DAYS_KEPT); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day
                .plusDays(1)) {
            jdbc.sql("create table if not exists inbox_%s partition of inbox for values from ('%s') to ('%s')"
                    .formatted(DAY.format(day), day, day.plusDays(1))).update();
        }
        String oldest = "inbox_" + DAY.format(today.minusDays(DAYS_KEPT));
        jdbc.sql("select relname from pg_class where relkind = 'r' and relname like :prefix and relname < :oldest")
                .param("prefix", PREFIX + "%").param("oldest", oldest).query(String.class).list()
                .forEach(name -> jdbc.sql("drop table " + name).update());
        jdbc.sql("delete from inbox_timeless where received_at < now() - make_interval(days => :days)")
                .param("days", DAYS_KEPT).update();
    }
}

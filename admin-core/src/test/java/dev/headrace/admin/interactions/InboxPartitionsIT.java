package dev.headrace.admin.interactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.model.DeduplicationWindow;
import dev.headrace.model.EventId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Creates and drops the inbox's partitions. */
class InboxPartitionsIT {

    private static CoreUnderTest core;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        jdbc = core.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void partitionsExistForAcceptedDaysOnly() {
        on(LocalDate.of(2031, 1, 1)).keep();
        on(LocalDate.of(2031, 1, 11)).keep();

        assertThat(partitions().stream().filter(name -> name.matches("inbox_203[01].*"))).hasSize(36 + 1 + 3)
                .contains("inbox_20301206", "inbox_20310114");
        assertThat(partitions()).contains("inbox_timeless");
    }

    @Test
    void partitionsAreCreatedOnDemand() {
        LocalDate day = LocalDate.of(2032, 5, 1);

        Stream.generate(() -> on(day)).limit(4)
                .map(each -> CompletableFuture.runAsync(() -> each.ensure(List.of(day, day, day.plusYears(1)))))
                .toList().forEach(CompletableFuture::join);

        assertThat(partitions()).contains("inbox_20320501").doesNotContain("inbox_20330501");
    }

    @Test
    void anEventWithoutAPartitionIsNotStoredInTheDefaultPartition() {
        assertThatThrownBy(() -> jdbc
                .sql("insert into inbox (event_id, day) values (gen_random_uuid(), '2040-01-01')").update())
                .isInstanceOfSatisfying(DataIntegrityViolationException.class,
                        refused -> assertThat(InboxPartitions.isMissing(refused)).isTrue());
    }

    @Test
    void anEventIdIsStoredInThePartitionOfItsDay() {
        try (QueuedEvents events = new QueuedEvents(core)) {
            EventId id = events.freshId();
            events.send(1, events.views(id, 1));
            events.awaitEmptyQueue();

            assertThat(jdbc.sql("select tableoid::regclass::text from inbox where event_id = ?").param(id.value())
                    .query(String.class).single()).isEqualTo(partition(id));
        }
    }

    private static String partition(EventId id) {
        return "inbox_" + id.day().format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Simulates a failover to a replica without the partition, or a restore. */
    @Test
    void anEventWithAMissingPartitionIsApplied() {
        try (QueuedEvents events = new QueuedEvents(core)) {
            EventId id = events.idBefore(Duration.ofDays(3));
            events.send(1, events.views(id, 1));
            events.awaitEmptyQueue();
            jdbc.sql("drop table " + partition(id)).update();

            events.send(2, events.views(events.idBefore(Duration.ofDays(3)), 2));
            events.awaitEmptyQueue();

            assertThat(events.tally("views")).isEqualTo(3);
        }
    }

    @Test
    void aChangeThatFailsDoesNotPreventTheOthers() {
        LocalDate today = LocalDate.of(2035, 6, 1);
        LocalDate first = today.minusDays(DeduplicationWindow.DAYS);
        on(first.minusDays(5)).ensure(List.of(first.minusDays(5)));
        jdbc.sql("create table inbox_obstacle partition of inbox for values from ('%s') to ('%s')".formatted(first,
                first.plusDays(1))).update();

        on(today).keep();

        assertThat(partitions()).contains("inbox_20350601", "inbox_20350602")
                .doesNotContain("inbox_" + first.minusDays(5).toString().replace("-", ""));
        jdbc.sql("drop table inbox_obstacle").update();
    }

    @Test
    void untimedIdsAreDeletedAfterTheRetention() {
        jdbc.sql(
                """
                        insert into inbox (event_id, day, received_at)
                        select gen_random_uuid(), '1970-01-01', now() - make_interval(days => case when i <= 3 then 34 else 36 end)
                        from generate_series(1, 20004) as i""")
                .update();

        on(LocalDate.now(ZoneOffset.UTC)).keep();

        assertThat(jdbc.sql("select count(*) from inbox_timeless").query(Long.class).single()).isEqualTo(3);
    }

    private static InboxPartitions on(LocalDate day) {
        Clock noon = Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new InboxPartitions(jdbc, core.bean(TransactionTemplate.class), noon);
    }

    private static List<String> partitions() {
        return jdbc.sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'inbox'::regclass")
                .query(String.class).list();
    }
}

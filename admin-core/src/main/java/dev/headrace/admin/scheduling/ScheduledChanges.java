package dev.headrace.admin.scheduling;

import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.scheduling.ScheduledChange.Action;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored changes. Whoever adds or changes one has locked its entry. */
@Component
class ScheduledChanges {

    /** Of the alias {@code r}. */
    static final String COLUMNS = """
            r.id as change_id, r.entry_id as change_entry, r.locale as change_locale, r.action, r.version as revision,
            r.ending_kind, r.to_entry, r.to_address,
            r.due_at, r.zone, r.state, r.problem, r.requested_name, r.request_id, r.created_at as change_created,
            r.ended_at""";

    private static final int BATCH = 500;

    private final JdbcClient jdbc;

    ScheduledChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static ScheduledChange read(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new ScheduledChange(row.getObject("change_id", UUID.class), row.getObject("change_entry", UUID.class),
                row.getString("change_locale"), Action.valueOf(row.getString("action")),
                row.getObject("revision", Integer.class), Ending.of(row.getString("ending_kind"),
                        row.getObject("to_entry", UUID.class), row.getString("to_address")),
                row.getTimestamp("due_at").toInstant(), row.getString("zone"),
                State.valueOf(row.getString("state")), row.getString("problem"), row.getString("requested_name"),
                row.getString("request_id"), row.getTimestamp("change_created").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    void add(ScheduledChange change) {
        jdbc.sql(
                """
                        insert into scheduled_change (id, entry_id, locale, action, version, ending_kind, to_entry,
                            to_address, due_at, zone, state, requested_name, request_id, created_at)
                        values (:id, :entry, :locale, :action, :version, :ending, :toEntry::uuid, :toAddress, :due, :zone, 'pending', :requestedBy, :request, :created)""")
                .param("id", change.id()).param("entry", change.entryId()).param("locale", change.locale())
                .param("action", change.action().name()).param("version", change.version())
                .param("ending", change.ending().kind() == null ? null : change.ending().kind().name())
                .param("toEntry", change.ending().entry()).param("toAddress", change.ending().text())
                .param("due", Timestamp.from(change.dueAt())).param("zone", change.zone())
                .param("requestedBy", change.requestedBy()).param("request", change.requestId())
                .param("created", Timestamp.from(change.createdAt())).update();
    }

    /** The pending changes of a variant, in the order of their times. */
    List<ScheduledChange> pending(Variant variant) {
        return pending(variant.entry().id(), variant.locale());
    }

    /** Those of the variants that have pending changes. */
    List<Variant> withPending(Collection<Variant> variants) {
        if (variants.isEmpty()) {
            return List.of();
        }
        Set<Variant.Key> found = Set.copyOf(jdbc.sql("""
                select distinct entry_id as entry, locale from scheduled_change
                where state = 'pending' and entry_id = any (:ids)""")
                .param("ids", variants.stream().map(variant -> variant.entry().id()).distinct().toArray(UUID[]::new))
                .query(Variant.Key.class).list());
        return variants.stream()
                .filter(variant -> found.contains(new Variant.Key(variant.entry().id(), variant.locale())))
                .toList();
    }

    List<ScheduledChange> pending(UUID entry, String locale) {
        return jdbc.sql("select " + COLUMNS + """
                 from scheduled_change r
                where r.entry_id = :entry and r.locale = :locale and r.state = 'pending' order by r.due_at""")
                .param("entry", entry).param("locale", locale).query(ScheduledChanges::read).list();
    }

    Optional<ScheduledChange> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from scheduled_change r where r.id = :id").param("id", id)
                .query(ScheduledChanges::read).optional();
    }

    /** The pending change that has been due for longest. */
    Optional<ScheduledChange> firstDue(Instant now) {
        return firstDue(now, Set.of());
    }

    /**
     * Like {@link #firstDue(Instant)}.
     *
     * @param except entries whose changes are left out
     */
    Optional<ScheduledChange> firstDue(Instant now, Set<UUID> except) {
        return jdbc.sql("select " + COLUMNS + """
                 from scheduled_change r
                where r.state = 'pending' and r.due_at <= :now and r.entry_id <> all (:except)
                order by r.due_at, r.id limit 1""").param("now", Timestamp.from(now))
                .param("except", except.toArray(UUID[]::new)).query(ScheduledChanges::read).optional();
    }

    /** @return whether it was pending */
    boolean move(UUID id, PlannedTime to) {
        return jdbc.sql("update scheduled_change set due_at = :due, zone = :zone where id = :id and state = 'pending'")
                .param("id", id).param("due", Timestamp.from(to.at())).param("zone", to.zone().getId()).update() > 0;
    }

    /** @return whether it was pending */
    boolean end(UUID id, State state, @Nullable String problem, Instant now) {
        return jdbc.sql("""
                update scheduled_change set state = :state, problem = :problem, ended_at = :now
                where id = :id and state = 'pending'""").param("id", id).param("state", state.name())
                .param("problem", problem).param("now", Timestamp.from(now)).update() > 0;
    }

    /** Deletes a batch, and returns whether there may be more. */
    boolean deleteSomeEndedBefore(Instant time) {
        return jdbc.sql("""
                delete from scheduled_change where id in
                    (select id from scheduled_change where state <> 'pending' and ended_at < :time
                        order by ended_at limit :batch)""").param("time", Timestamp.from(time)).param("batch", BATCH)
                .update() == BATCH;
    }
}

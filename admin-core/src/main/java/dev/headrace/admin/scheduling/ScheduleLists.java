package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.finding.EntryRow;
import dev.headrace.admin.finding.EntrySelect;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads scheduled changes of the entries that an actor may see. */
@Component
class ScheduleLists {

    private static final String COLUMNS = ScheduledChanges.COLUMNS + ", " + EntryRow.COLUMNS;

    private final EntrySelect select;
    private final ScheduledChanges changes;

    ScheduleLists(EntrySelect select, ScheduledChanges changes) {
        this.select = select;
        this.changes = changes;
    }

    /** A change with its variant. */
    public record Line(ScheduledChange change, EntryRow entry) {}

    /**
     * Pending changes in the order of their times.
     *
     * @param after the position after which the page begins; null for the first page
     */
    Page<Line> pending(@Nullable String after, int size, Actor actor) {
        EntrySelect.Query query = select.namedBy("select * from scheduled_change where state = 'pending'", actor);
        if (after != null) {
            ChangePosition position = ChangePosition.parse(after);
            query.and("(r.due_at, r.id) > (:time, :position)").param("time", position.time())
                    .param("position", position.id());
        }
        return page(query, "order by r.due_at, r.id", size, ScheduledChange::dueAt);
    }

    /** Changes that were carried out or cancelled, or failed, the latest first. */
    Page<Line> ended(@Nullable String after, int size, Actor actor) {
        EntrySelect.Query query = select.namedBy("select * from scheduled_change where state <> 'pending'", actor);
        if (after != null) {
            ChangePosition position = ChangePosition.parse(after);
            query.and("(r.ended_at, r.id) < (:time, :position)").param("time", position.time())
                    .param("position", position.id());
        }
        return page(query, "order by r.ended_at desc, r.id desc", size,
                change -> change.endedAt() == null ? Instant.EPOCH : change.endedAt());
    }

    /** The first changes of a time, except cancelled ones. */
    List<Line> between(Instant from, Instant until, int limit, Actor actor) {
        return select.namedBy("select * from scheduled_change where state <> 'cancelled'", actor)
                .and("r.due_at >= :from and r.due_at < :until").param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until)).param("limit", limit)
                .list(COLUMNS, "order by r.due_at, r.id limit :limit", ScheduleLists::line);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        EntryRow entry = EntryRow.read(row, number);
        return new Line(ScheduledChanges.read(row, number), entry);
    }

    /** The time by which a list is sorted. */
    private interface SortedBy {
        Instant of(ScheduledChange change);
    }

    private static Page<Line> page(EntrySelect.Query query, String order, int size, SortedBy time) {
        List<Line> found = query.param("limit", size + 1).list(COLUMNS, order + " limit :limit", ScheduleLists::line);
        return Page.of(found, size, line -> ChangePosition.text(time.of(line.change()), line.change().id()));
    }

    /** The pending changes of a variant, in the order of their times. */
    List<ScheduledChange> pending(VariantView variant) {
        return changes.pending(variant.id(), variant.locale());
    }

    /** Whether a change, which may have ended, belongs to a variant. */
    boolean isOf(VariantView variant, UUID id) {
        return changes.find(id).filter(
                change -> change.entryId().equals(variant.id()) && change.locale().equals(variant.locale()))
                .isPresent();
    }

    /** @throws NotFoundException if there is no such change, or the actor may not see its entry */
    Line get(UUID id, Actor actor) {
        return select.namedBy("select * from scheduled_change where id = :id", actor).param("id", id)
                .list(COLUMNS, "", ScheduleLists::line).stream().findFirst().orElseThrow(() -> notFound(id));
    }

    static NotFoundException notFound(UUID id) {
        return new NotFoundException("There is no scheduled change with the id " + id + ".");
    }
}

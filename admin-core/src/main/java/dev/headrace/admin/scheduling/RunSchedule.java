package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.database.DatabaseFailure;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.Unpublish;
import dev.headrace.admin.scheduling.PendingChanges.Pending;
import dev.headrace.admin.scheduling.ScheduledChange.State;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Carries out changes that are due. A change ends in the transaction that publishes or unpublishes, after its entry was
 * locked, so it happens once, on one of the cores. It was permitted when it was scheduled, and happens even if the person
 * who scheduled it has left.
 */
@Component
class RunSchedule {

    private static final Logger log = LoggerFactory.getLogger(RunSchedule.class);

    private final ScheduledChanges changes;
    private final PendingChanges pending;
    private final Publish publish;
    private final Unpublish unpublish;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final PostponedEntries postponed;

    RunSchedule(ScheduledChanges changes, PendingChanges pending, Publish publish, Unpublish unpublish,
            ActivityLog activity, TransactionTemplate transaction, Clock clock) {
        this.changes = changes;
        this.pending = pending;
        this.publish = publish;
        this.unpublish = unpublish;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
        this.postponed = new PostponedEntries(clock);
    }

    /**
     * Carries out the change that has been due for longest, except those of entries that were postponed, and returns whether
     * there was one.
     */
    boolean runNext() {
        Optional<ScheduledChange> due = changes.firstDue(clock.instant(), postponed.entries());
        due.ifPresent(this::run);
        return due.isPresent();
    }

    private void run(ScheduledChange change) {
        try (RequestId.Scope _ = RequestId.use(change.requestId())) {
            carryOut(change);
        } catch (RuntimeException e) {
            if (DatabaseFailure.of(e) == DatabaseFailure.UNAVAILABLE) {
                throw e;
            }
            // Nothing may block the changes of other entries: neither a locked entry nor a defect.
            postponed.add(change.entryId());
            if (DatabaseFailure.of(e) == DatabaseFailure.CONTENTION) {
                log.info("Scheduled change {} is tried again later: {}", change.id(), e.getMessage());
            } else {
                log.error("Scheduled change {} could not be ended, and is tried again later", change.id(), e);
            }
        }
    }

    private void carryOut(ScheduledChange change) {
        try {
            transaction.executeWithoutResult(_ -> carryOut(change.id(), actor(change)));
        } catch (RuntimeException e) {
            if (DatabaseFailure.of(e).isTransient()) {
                throw e;
            }
            if (isExpected(e)) {
                log.info("Scheduled change {} failed: {}", change.id(), e.getMessage());
            } else {
                log.error("Scheduled change {} failed", change.id(), e);
            }
            fail(change, reason(e));
        }
    }

    private static Actor actor(ScheduledChange change) {
        return new Actor(Actor.Kind.system, Actor.system().id(), change.requestedBy(), Role.administrator);
    }

    private void carryOut(UUID id, Actor actor) {
        Instant now = clock.instant();
        pending.find(id, actor).filter(found -> !found.change().dueAt().isAfter(now))
                .ifPresent(found -> carryOut(found, now, actor));
    }

    private void carryOut(Pending found, Instant now, Actor actor) {
        actor.require(Permission.publishContent);
        ScheduledChange change = found.change();
        changes.end(change.id(), State.done, null, now);
        switch (change.action()) {
            case publish -> publish.publish(List.of(new Put(found.type().name(), change.entryId(), change.locale(),
                    Objects.requireNonNull(change.version()), ExpectedVersion.ANY)), RenderPriority.URGENT, actor);
            case unpublish -> unpublish.unpublish(List.of(new Remove(found.type().name(), change.entryId(),
                    change.locale(), ExpectedVersion.ANY, change.ending())), RenderPriority.URGENT, actor);
        }
        pending.noteNextPublication(found.variant());
    }

    private void fail(ScheduledChange change, String reason) {
        try {
            transaction.executeWithoutResult(_ -> failVisibly(change, reason));
        } catch (NotFoundException e) {
            // Nothing shows the variant, which a job will delete with the change.
            changes.end(change.id(), State.failed, "The type or the locale of the entry was deleted.",
                    clock.instant());
        }
    }

    private void failVisibly(ScheduledChange change, String reason) {
        Actor actor = actor(change);
        pending.find(change.id(), actor).ifPresent(found -> {
            changes.end(change.id(), State.failed, reason, clock.instant());
            pending.changed(found.type(), found.variant());
            activity.record(actor, ScheduleActions.FAIL, found.variant().subject(found.type()),
                    ScheduleActions.state(change), JsonNodeFactory.instance.objectNode().put("problem", reason));
        });
    }

    private static String reason(RuntimeException failure) {
        return isExpected(failure)
                ? String.valueOf(failure.getMessage())
                : "Internal error; the log of the core has details.";
    }

    private static boolean isExpected(RuntimeException failure) {
        return failure instanceof InvalidInputException || failure instanceof RefusedException
                || failure instanceof NotFoundException || failure instanceof ConflictException;
    }
}

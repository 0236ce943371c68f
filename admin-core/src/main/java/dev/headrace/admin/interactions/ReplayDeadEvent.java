package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.interactions.DeadEvents.DeadEvent;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies a dead event again, for instance after the deployment of a core that supports its kind. */
@Service
class ReplayDeadEvent {

    private final DeadEvents dead;
    private final ApplyMessage applyMessage;
    private final SettledState settledState;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    ReplayDeadEvent(DeadEvents dead, ApplyMessage applyMessage, SettledState settledState, ActivityLog activity,
            TransactionTemplate transaction) {
        this.dead = dead;
        this.applyMessage = applyMessage;
        this.settledState = settledState;
        this.activity = activity;
        this.transaction = transaction;
    }

    /**
     * Idempotent, since the inbox applies each event once.
     *
     * @param id the id of the dead event
     * @throws NotFoundException if there is no such dead event
     * @throws RefusedException if it, or a part of it, could not be applied and remains a dead event
     */
    public void replay(long id, Actor actor) {
        actor.require(Permission.handleDeadEvents);
        DeadEvent stored = dead.get(id);
        Outcome outcome = applyMessage.apply(stored.body());
        settledState.settleAtOnce(outcome);
        if (!outcome.dead().contains(stored.eventId())) {
            transaction.executeWithoutResult(_ -> remove(stored, actor));
        }
        remaining(stored, outcome).ifPresent(reason -> {
            throw new RefusedException("The event could not be applied: " + reason);
        });
    }

    private void remove(DeadEvent stored, Actor actor) {
        dead.remove(stored.eventId());
        activity.record(actor, EventActions.REPLAY, EventActions.EVENT.of(stored.eventId()), null, null);
    }

    /**
     * The same for one of many events, of which a job keeps the record.
     *
     * @return why it, or a part of it, remains a dead event; empty if it was applied
     * @throws io.lettuce.core.RedisException if Redis does not accept all writes; it can be repeated
     */
    Optional<String> apply(DeadEvent stored) {
        Outcome outcome = applyMessage.apply(stored.body());
        settledState.settle(outcome);
        if (!outcome.dead().contains(stored.eventId())) {
            dead.remove(stored.eventId());
        }
        return remaining(stored, outcome);
    }

    private Optional<String> remaining(DeadEvent stored, Outcome outcome) {
        return outcome.dead().isEmpty()
                ? Optional.empty()
                : Optional.of(dead.find(stored.id()).map(DeadEvent::reason).orElse("a part of it remains"));
    }
}

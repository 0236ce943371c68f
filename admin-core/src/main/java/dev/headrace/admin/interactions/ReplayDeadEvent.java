package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
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
     * @return whether it was applied completely; otherwise it remains a dead event or does not exist
     */
    public boolean replay(long id, Actor actor) {
        actor.require(Permission.replayEvents);
        return dead.find(id).map(stored -> replay(stored, actor)).orElse(false);
    }

    private boolean replay(DeadEvents.Stored stored, Actor actor) {
        Outcome outcome = applyMessage.apply(stored.body());
        settledState.settle(outcome);
        if (!outcome.dead().contains(stored.eventId())) {
            transaction.executeWithoutResult(_ -> remove(stored, actor));
        }
        return outcome.dead().isEmpty();
    }

    private void remove(DeadEvents.Stored stored, Actor actor) {
        dead.remove(stored.eventId());
        activity.record(actor, EventActions.REPLAY, EventActions.EVENT.of(stored.eventId()), null, null);
    }
}

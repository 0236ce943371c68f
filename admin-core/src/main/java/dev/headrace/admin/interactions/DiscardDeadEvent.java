package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.interactions.DeadEvents.DeadEvent;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.model.InteractionCodec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives up a dead event, which is then no longer pending for the edge. The activity keeps what it was.
 */
@Service
public class DiscardDeadEvent {

    private static final int MAX_KEPT = 100_000;

    private final DeadEvents dead;
    private final Inbox inbox;
    private final SettledState settledState;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;

    DiscardDeadEvent(DeadEvents dead, Inbox inbox, SettledState settledState, ActivityLog activity,
            TransactionTemplate transaction) {
        this.dead = dead;
        this.inbox = inbox;
        this.settledState = settledState;
        this.activity = activity;
        this.transaction = transaction;
    }

    /** @throws NotFoundException if there is no such dead event */
    public void discard(long id, Actor actor) {
        actor.require(Permission.replayEvents);
        DeadEvent stored = dead.get(id);
        Outcome outcome = InteractionCodec.read(stored.body()).stream()
                .map(item -> inbox.reject(item, "discarded by " + actor.name())).reduce(Outcome.NONE, Outcome::and);
        settledState.settle(outcome);
        transaction.executeWithoutResult(_ -> {
            dead.remove(stored.eventId());
            outcome.dead().forEach(dead::remove);
            activity.record(actor, EventActions.DISCARD, EventActions.EVENT.of(stored.eventId()), kept(stored), null);
        });
    }

    private static ObjectNode kept(DeadEvent stored) {
        String body = stored.body();
        return JsonNodeFactory.instance.objectNode().put("reason", stored.reason()).put("body",
                body.substring(0, Math.min(MAX_KEPT, body.length())));
    }
}

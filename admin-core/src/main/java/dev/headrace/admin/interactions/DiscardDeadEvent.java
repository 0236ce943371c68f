package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.interactions.DeadEvents.DeadEvent;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionCodec.Item;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives up a dead event, which is then no longer pending for the edge. */
@Service
class DiscardDeadEvent {

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

    /** @throws NotFoundException if there is no such dead event, or it was replayed meanwhile */
    public void discard(long id, Actor actor) {
        actor.require(Permission.handleDeadEvents);
        DeadEvent stored = dead.get(id);
        List<Item> items = InteractionCodec.read(stored.body());
        // First, so that a discard that fails can be repeated.
        settledState.settleAtOnce(inbox.giveUp(items));
        transaction.executeWithoutResult(_ -> {
            if (!dead.remove(stored.eventId())) {
                throw DeadEvents.missing(id);
            }
            activity.record(actor, EventActions.DISCARD, EventActions.EVENT.of(stored.eventId()), kept(stored, items),
                    null);
        });
    }

    /** Without the reason and the message, which may have a user's data: the table is append-only. */
    private static ObjectNode kept(DeadEvent stored, List<Item> items) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode().put("state", stored.state());
        ArrayNode kinds = kept.putArray("kinds");
        items.stream().flatMap(DiscardDeadEvent::kind).distinct().forEach(kinds::add);
        return kept;
    }

    private static Stream<String> kind(Item item) {
        return item instanceof Item.Good good ? Stream.of(good.event().event().kind()) : Stream.empty();
    }
}

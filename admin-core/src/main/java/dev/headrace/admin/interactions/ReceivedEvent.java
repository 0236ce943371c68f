package dev.headrace.admin.interactions;

import dev.headrace.model.EventId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as passed to handlers.
 *
 * @param entry the target's id, which identifies the content
 * @param actor the subject of the user's token; null for kinds that need no user
 * @param clock when Redis accepted the event, in epoch microseconds
 * @param data the kind's data
 */
public record ReceivedEvent(EventId id, UUID entry, @Nullable String actor, long clock, ObjectNode data) {

    /** @throws IllegalArgumentException if there is none */
    public String requiredActor() {
        if (actor == null) {
            throw new IllegalArgumentException("the event has no actor");
        }
        return actor;
    }
}

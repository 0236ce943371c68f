package dev.headrace.admin.interactions;

import dev.headrace.model.EventId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as handlers get it.
 *
 * @param entry the target's id; content is known by it alone
 * @param actor the subject of the user's token; null for kinds that need no user
 * @param clock when Redis accepted it, microseconds since 1970
 * @param data what the kind says
 */
public record ReceivedEvent(EventId id, UUID entry, @Nullable String actor, long clock, ObjectNode data) {

    /** @throws IllegalArgumentException if there is none */
    public String requiredActor() {
        if (actor == null) {
            throw new IllegalArgumentException("the event names no actor");
        }
        return actor;
    }
}

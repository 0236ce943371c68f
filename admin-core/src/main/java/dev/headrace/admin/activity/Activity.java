package dev.headrace.admin.activity;

import dev.headrace.admin.access.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One recorded action of an actor.
 *
 * @param actorName the email address of the person it acted for, at that time
 * @param action the id of an {@link Action}; perhaps one of an earlier version
 * @param before the relevant state before the action; null if there was none
 * @param after the state after it; null if there is none
 * @param requestId the id of the request, or of the request that started the job
 */
public record Activity(long id, Instant at, Actor.Kind actorKind, UUID actorId, String actorName, String action,
        Subject subject, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable String requestId) {

    /** Whether a person had scheduled it, and the core carried it out. */
    public boolean isScheduled() {
        return actorKind == Actor.Kind.system && !actorName.equals(Actor.system().name());
    }

    /** A text in the state after the action, by which older activities name their subject; empty if there is none. */
    public Optional<String> textAfter(String member) {
        return Optional.ofNullable(after).map(state -> state.path(member).asString("")).filter(text -> !text.isEmpty());
    }
}

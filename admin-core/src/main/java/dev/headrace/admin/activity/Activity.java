package dev.headrace.admin.activity;

import dev.headrace.admin.access.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that an actor did.
 *
 * @param actorName the email address of the person acted for, as it was then
 * @param action such as {@code entry.publish}: the kind of the subject and a verb
 * @param before what was there before, as far as it matters; null if nothing was
 * @param after what is there since; null if nothing is
 * @param requestId the id of the request that did it, or that started the job that did it
 */
public record Activity(long id, Instant at, Actor.Kind actorKind, UUID actorId, String actorName, String action,
        Subject subject, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable String requestId) {}

package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A claim on one run of a job, with the state that it starts from.
 *
 * @param run the number of the run; writes with an older number are rejected
 * @param retries runs since the last checkpoint that ended without a result
 * @param requestId of the request that started the job
 */
record Claim(UUID id, int run, int retries, JsonNode payload, Actor.Kind requestedKind, UUID requestedId,
        @Nullable String requestId, boolean cancelRequested, @Nullable JsonNode checkpoint, Progress progress) {}

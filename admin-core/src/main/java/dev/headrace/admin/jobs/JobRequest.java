package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.model.EntryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to start.
 *
 * @param id the job's id, which is fresh
 * @param about what it does to what, for lists; null if the kind is enough
 * @param payload at most 1 MiB as JSON, without secrets
 * @param due earliest start; null for at once
 * @param startedBy to whom the job is attributed
 * @param asSystem whether it acts for the system instead of the person who started it
 * @param alone whether it is refused if a job of its kind is waiting or running
 */
public record JobRequest(UUID id, String kind, @Nullable String about, Object payload, Priority priority,
        @Nullable Instant due, Actor startedBy, boolean asSystem, boolean alone) {

    /** A job of normal priority that is due at once and acts for the actor. */
    public static JobRequest of(String kind, Object payload, Actor startedBy) {
        return new JobRequest(EntryId.fresh(), kind, null, payload, Priority.normal, null, startedBy, false, false);
    }

    /** @param fresh an id that the caller also uses for the job's subject */
    public JobRequest withId(UUID fresh) {
        return new JobRequest(fresh, kind, about, payload, priority, due, startedBy, asSystem, alone);
    }

    public JobRequest about(String what) {
        return new JobRequest(id, kind, what, payload, priority, due, startedBy, asSystem, alone);
    }

    public JobRequest priority(Priority other) {
        return new JobRequest(id, kind, about, payload, other, due, startedBy, asSystem, alone);
    }

    public JobRequest due(Instant earliest) {
        return new JobRequest(id, kind, about, payload, priority, earliest, startedBy, asSystem, alone);
    }

    /**
     * For a job that completes a change that its starter was permitted to make: it runs even if that person is later
     * deleted.
     */
    public JobRequest actingAsSystem() {
        return new JobRequest(id, kind, about, payload, priority, due, startedBy, true, alone);
    }

    /** For a job that is refused if one of its kind is waiting or running. */
    public JobRequest onlyOne() {
        return new JobRequest(id, kind, about, payload, priority, due, startedBy, asSystem, true);
    }
}

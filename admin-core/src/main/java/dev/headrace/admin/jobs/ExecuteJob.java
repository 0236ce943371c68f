package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.CurrentActors;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.jobs.Job.State;
import dev.headrace.admin.web.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs a job once: claims it, calls its handler and records the outcome. */
@Component
class ExecuteJob {

    private static final Logger log = LoggerFactory.getLogger(ExecuteJob.class);

    private final JobRuns runs;
    private final CurrentActors actors;
    private final JsonMapper json;
    private final Clock clock;

    ExecuteJob(JobRuns runs, CurrentActors actors, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.actors = actors;
        this.json = json;
        this.clock = clock;
    }

    /** Effect of a run on the job's schedule entry. */
    sealed interface Outcome {

        /** The job has finished. */
        record Ended() implements Outcome {}

        /** The job runs again. */
        record Again(Instant due) implements Outcome {}

        /** Another core runs the job. */
        record Lost() implements Outcome {}
    }

    /**
     * Runs a job.
     *
     * @param stopping whether this core is stopping
     */
    <P> Outcome execute(UUID id, JobHandler<P> handler, JobSettings settings, BooleanSupplier stopping) {
        Optional<Claim> claim = runs.claim(id);
        if (claim.isEmpty()) {
            return new Outcome.Ended();
        }
        try (RequestId.Scope _ = RequestId.use(claim.get().requestId())) {
            return execute(claim.get(), handler, settings, stopping);
        } catch (JobLostException e) {
            log.warn("Job {} {}: {}", handler.kind(), id, e.getMessage());
            return new Outcome.Lost();
        }
    }

    private <P> Outcome execute(Claim claim, JobHandler<P> handler, JobSettings settings, BooleanSupplier stopping) {
        if (claim.cancelRequested()) {
            return end(claim, State.cancelled, null, claim.progress());
        }
        if (claim.retries() > settings.retries()) {
            return end(claim, State.failed, "The core stopped " + claim.retries() + " times while running this job.",
                    claim.progress());
        }
        Optional<Actor> actor = actor(claim);
        if (actor.isEmpty()) {
            return end(claim, State.failed, "The person or the token that started this job no longer exists.",
                    claim.progress());
        }
        P payload;
        try {
            payload = json.treeToValue(claim.payload(), handler.payload());
        } catch (JacksonException e) {
            log.error("Job {} {} has an unreadable payload", handler.kind(), claim.id(), e);
            return end(claim, State.failed,
                    "This version of the core cannot read what the job was started with; its log"
                            + " has details.",
                    claim.progress());
        }
        JobRun run = new JobRun(runs, claim, actor.get(), stopping, settings.progressInterval());
        return call(handler, payload, run, claim, settings, stopping);
    }

    private <P> Outcome call(JobHandler<P> handler, P payload, JobRun run, Claim claim, JobSettings settings,
            BooleanSupplier stopping) {
        try {
            handler.run(payload, run);
            return end(claim, State.succeeded, null, run.progress());
        } catch (JobLostException e) {
            throw e;
        } catch (JobCancelledException e) {
            return end(claim, State.cancelled, null, run.progress());
        } catch (Throwable e) {
            // Clears the interrupt flag, which would prevent writing the outcome.
            boolean interrupted = Thread.interrupted();
            if (e instanceof JobInterruptedException || (interrupted && stopping.getAsBoolean())) {
                return again(claim, clock.instant(), run.retries(), null);
            }
            return failed(handler, e, run, claim, settings);
        }
    }

    private Outcome failed(JobHandler<?> handler, Throwable failure, JobRun run, Claim claim, JobSettings settings) {
        String message = Progress.shorten(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        int retry = run.retries() + 1;
        if (retry <= settings.retries() && TransientFailures.contains(failure, handler)) {
            Instant due = clock.instant().plus(settings.delayBefore(retry));
            log.warn("Job {} {} runs again at {}: {}", handler.kind(), claim.id(), due, failure.toString());
            return again(claim, due, retry, message);
        }
        log.error("Job {} {} failed", handler.kind(), claim.id(), failure);
        return end(claim, State.failed, message, run.progress());
    }

    private Outcome end(Claim claim, State state, @Nullable String error, Progress progress) {
        runs.finish(claim, state, error, progress);
        return new Outcome.Ended();
    }

    private Outcome again(Claim claim, Instant due, int retries, @Nullable String error) {
        runs.release(claim, due, retries, error);
        return new Outcome.Again(due);
    }

    private Optional<Actor> actor(Claim claim) {
        return claim.requestedKind() == Actor.Kind.system
                ? Optional.of(new Actor(Actor.Kind.job, claim.id(), Actor.system().name(), Role.administrator))
                : actors.find(claim.requestedKind(), claim.requestedId())
                        .map(person -> new Actor(Actor.Kind.job, claim.id(), person.name(), person.role()));
    }
}

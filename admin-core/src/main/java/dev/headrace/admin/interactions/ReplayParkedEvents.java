package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.interactions.DeadEvents.DeadEvent;
import dev.headrace.admin.jobs.JobHandler;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.JobRun;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.jobs.Priority;
import dev.headrace.admin.web.RefusedException;
import io.lettuce.core.RedisException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies all parked events again, in a job: those that still cannot be applied remain parked. It also starts with the
 * core, because a new version may support the events of edges that were upgraded before it.
 */
@Component
class ReplayParkedEvents implements JobHandler<ReplayParkedEvents.Payload>, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ReplayParkedEvents.class);
    private static final int BATCH = 50;

    private final DeadEvents dead;
    private final ReplayDeadEvent replay;
    private final Jobs jobs;
    private final JsonMapper json;

    ReplayParkedEvents(DeadEvents dead, ReplayDeadEvent replay, Jobs jobs, JsonMapper json) {
        this.dead = dead;
        this.replay = replay;
        this.jobs = jobs;
        this.json = json;
    }

    /** @param upTo id of the last event; a message whose events are parked again one by one gives higher ids */
    record Payload(long upTo) {}

    @Override
    public void run(ApplicationArguments arguments) {
        dead.lastParked().ifPresent(last -> {
            try {
                jobs.start(JobRequest.of(kind(), new Payload(last), Actor.system()).priority(Priority.low).onlyOne());
            } catch (RefusedException e) {
                log.debug("Parked events are being applied already");
            }
        });
    }

    /**
     * @return the job's id
     * @throws RefusedException if no event is parked, or such a job exists
     */
    UUID start(Actor actor) {
        actor.require(Permission.handleDeadEvents);
        long last = dead.lastParked().orElseThrow(() -> new RefusedException("No events are parked."));
        return jobs.start(JobRequest.of(kind(), new Payload(last), actor).onlyOne());
    }

    @Override
    public String kind() {
        return "replay-events";
    }

    @Override
    public Class<Payload> payload() {
        return Payload.class;
    }

    @Override
    public boolean isTransient(Throwable failure) {
        return failure instanceof RedisException || failure instanceof DatabaseUnusableException;
    }

    @Override
    public void run(Payload payload, JobRun run) {
        run.total(dead.countParked(payload.upTo()));
        long last = run.checkpoint().map(stored -> json.treeToValue(stored, Long.class)).orElse(0L);
        List<DeadEvent> batch = dead.parked(last, payload.upTo(), BATCH);
        while (!batch.isEmpty()) {
            for (DeadEvent event : batch) {
                run.checkCancelled();
                apply(event, run);
            }
            last = batch.getLast().id();
            run.checkpoint(json.valueToTree(last));
            batch = dead.parked(last, payload.upTo(), BATCH);
        }
        run.totalIsDone();
    }

    private void apply(DeadEvent event, JobRun run) {
        Optional<String> reason = replay.apply(event);
        reason.ifPresent(still -> run.fail(event.eventId().toString(), still));
        run.advance(1);
    }
}

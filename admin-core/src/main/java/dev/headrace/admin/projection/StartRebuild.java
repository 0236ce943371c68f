package dev.headrace.admin.projection;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.jobs.Priority;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts the job that rewrites all data in Redis. */
@Service
class StartRebuild {

    private final Jobs jobs;

    StartRebuild(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Starts the job.
     *
     * @return its id
     * @throws dev.headrace.admin.web.RefusedException if a rebuild is pending or running
     */
    @Transactional
    public UUID start(Actor actor) {
        actor.require(Permission.runJobs);
        return jobs.start(
                JobRequest.of(Rebuild.KIND, new Rebuild.Payload(), actor).priority(Priority.low).onlyOne());
    }
}

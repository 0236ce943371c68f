package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.JobLists.Filter;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Job API. */
@RestController
@RequestMapping("/api/jobs")
class JobController {

    private final Jobs jobs;
    private final JobLists lists;

    JobController(Jobs jobs, JobLists lists) {
        this.jobs = jobs;
        this.lists = lists;
    }

    /** A job in a list. */
    record Item(UUID id, String kind, @Nullable String about, Job.State state, long done, @Nullable Long total,
            long failureCount,
            String requestedBy, Instant createdAt, @Nullable Instant finishedAt) {

        static Item of(Job job) {
            return new Item(job.id(), job.kind(), job.about(), job.state(), job.done(), job.total(), job.failures(),
                    job.requestedBy(), job.createdAt(), job.finishedAt());
        }
    }

    /**
     * All details of a job.
     *
     * @param moreFailures number of failures not listed
     */
    record Detail(UUID id, String kind, @Nullable String about, Job.State state, Priority priority, long done,
            @Nullable Long total,
            List<JobFailure> failures, long moreFailures, @Nullable JsonNode result, @Nullable String error,
            boolean cancelRequested, String requestedBy, Instant dueAt, Instant createdAt, @Nullable Instant startedAt,
            @Nullable Instant finishedAt, Instant updatedAt) {

        static Detail of(Job job, List<JobFailure> failures) {
            return new Detail(job.id(), job.kind(), job.about(), job.state(), job.priority(), job.done(), job.total(),
                    failures,
                    Math.max(0, job.failures() - failures.size()), job.result(), job.error(), job.cancelRequested(),
                    job.requestedBy(), job.dueAt(), job.createdAt(), job.startedAt(), job.finishedAt(),
                    job.updatedAt());
        }
    }

    @GetMapping
    Page<Item> list(@RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) Job.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = Page.MAX_SIZE) int size,
            Actor actor) {
        if (kind != null && !jobs.kinds().contains(kind)) {
            throw new InvalidInputException("/kind", "must be one of " + String.join(", ", jobs.kinds()));
        }
        List<Job> found = lists.newest(actor, new Filter(kind, state, after), size + 1);
        return Page.of(found, size, Job::id).map(Item::of);
    }

    @GetMapping("/{id}")
    Detail get(@PathVariable UUID id, Actor actor) {
        Job job = lists.get(id, actor);
        return Detail.of(job, lists.failures(job, Progress.MAX_FAILURES));
    }

    /** Retries a failed job. */
    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Detail retry(@PathVariable UUID id, Actor actor) {
        jobs.retry(id, actor);
        return get(id, actor);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Detail cancel(@PathVariable UUID id, Actor actor) {
        jobs.cancel(id, actor);
        return get(id, actor);
    }
}

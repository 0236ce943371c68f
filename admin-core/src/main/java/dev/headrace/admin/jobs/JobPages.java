package dev.headrace.admin.jobs;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.JobLists.Filter;
import dev.headrace.admin.web.Page;
import dev.headrace.admin.web.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of jobs and the page of a job. They refresh while a job runs. */
@Controller
@RequestMapping(JobPages.PATH)
class JobPages {

    static final String PATH = "/admin/operations/jobs";

    private static final int LINES = 50;
    private static final int FAILURES = 200;

    private final Jobs jobs;
    private final JobLists lists;
    private final List<JobSection> sections;
    private final Clock clock;

    JobPages(Jobs jobs, JobLists lists, List<JobSection> sections, Clock clock) {
        this.jobs = jobs;
        this.lists = lists;
        this.sections = List.copyOf(sections);
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable UUID before, Actor actor, Model model) {
        fillList(before, actor, model);
        return "jobs/jobs";
    }

    /** The part of the list that refreshes itself. */
    @GetMapping(headers = "HX-Request")
    String listPart(@RequestParam(required = false) @Nullable UUID before, Actor actor, Model model) {
        fillList(before, actor, model);
        return "jobs/jobs :: present";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, @RequestParam Map<String, String> query, HttpServletRequest request,
            Actor actor, Model model) {
        fillJob(id, query, request, actor, model);
        return "jobs/job";
    }

    /** The part of a job's page that refreshes itself. */
    @GetMapping(path = "/{id}", headers = "HX-Request")
    String showPart(@PathVariable UUID id, @RequestParam Map<String, String> query, HttpServletRequest request,
            Actor actor, Model model) {
        fillJob(id, query, request, actor, model);
        return "jobs/job :: present";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, Actor actor) {
        try {
            jobs.cancel(id, actor);
        } catch (RefusedException _) {
            // the job has ended; its page shows the result
        }
        return "redirect:/admin/operations/jobs/" + id;
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable UUID id, Actor actor) {
        try {
            jobs.retry(id, actor);
        } catch (RefusedException _) {
            // the page shows the job's state
        }
        return "redirect:/admin/operations/jobs/" + id;
    }

    private void fillList(@Nullable UUID before, Actor actor, Model model) {
        Page<Job> page = Page.of(lists.newest(actor, new Filter(null, null, before), LINES + 1), LINES, Job::id);
        List<Job> shown = page.items();
        model.addAttribute("jobs", shown).addAttribute("finishing", finishing(shown)).addAttribute("before", before)
                .addAttribute("now", clock.instant())
                .addAttribute("active", shown.stream().anyMatch(job -> !job.state().ended()))
                .addAttribute("older", page.next());
    }

    /** The ids of jobs that must finish. */
    private Set<UUID> finishing(List<Job> shown) {
        return shown.stream().filter(jobs::mustFinish).map(Job::id).collect(Collectors.toSet());
    }

    private void fillJob(UUID id, Map<String, String> query, HttpServletRequest request, Actor actor, Model model) {
        Job job = lists.get(id, actor);
        List<JobFailure> failures = lists.failures(job, FAILURES);
        model.addAttribute("self", PATH + "/" + id
                + (request.getQueryString() == null ? "" : "?" + request.getQueryString()))
                .addAttribute("job", job).addAttribute("finishing", finishing(List.of(job)))
                .addAttribute("failures", failures)
                .addAttribute("moreFailures", Math.max(0, job.failures() - failures.size()));
        sections.stream().filter(section -> section.kind().equals(job.kind())).findFirst()
                .ifPresent(section -> section.content(job, query).ifPresent(content -> model
                        .addAttribute("section", section.template()).addAttribute("content", content)));
    }
}

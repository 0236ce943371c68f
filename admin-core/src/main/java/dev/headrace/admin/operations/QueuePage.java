package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.interactions.DeadEvents;
import dev.headrace.admin.interactions.DiscardDeadEvent;
import dev.headrace.admin.interactions.InspectQueue;
import dev.headrace.admin.interactions.ReplayDeadEvent;
import dev.headrace.admin.jobs.UnfinishedJobs;
import dev.headrace.admin.projection.InspectEdge;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the state of the queue, the workers and the edge. */
@Controller
@RequestMapping("/admin/operations")
class QueuePage {

    private static final int DEAD_EVENTS = 50;

    private final InspectQueue inspectQueue;
    private final InspectEdge inspectEdge;
    private final DeadEvents dead;
    private final ReplayDeadEvent replayDeadEvent;
    private final DiscardDeadEvent discardDeadEvent;
    private final UnfinishedJobs unfinished;
    private final Clock clock;

    QueuePage(InspectQueue inspectQueue, InspectEdge inspectEdge, DeadEvents dead, ReplayDeadEvent replayDeadEvent,
            DiscardDeadEvent discardDeadEvent, UnfinishedJobs unfinished, Clock clock) {
        this.inspectQueue = inspectQueue;
        this.inspectEdge = inspectEdge;
        this.dead = dead;
        this.replayDeadEvent = replayDeadEvent;
        this.discardDeadEvent = discardDeadEvent;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    @GetMapping("/queue")
    String page(Actor actor, Model model) {
        actor.require(Permission.viewOperations);
        fill(model);
        return "operations/queue";
    }

    /** The fragment that is refreshed automatically. */
    @GetMapping(path = "/queue", headers = "HX-Request")
    String present(Actor actor, Model model) {
        actor.require(Permission.viewOperations);
        fill(model);
        return "operations/queue :: present";
    }

    @PostMapping("/queue/dead-events/{id}/replay")
    String replay(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        try {
            replayDeadEvent.replay(id, actor);
            redirect.addFlashAttribute("notice", "The event was applied.");
        } catch (RefusedException | NotFoundException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return "redirect:/admin/operations/queue";
    }

    @PostMapping("/queue/dead-events/{id}/discard")
    String discard(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        try {
            discardDeadEvent.discard(id, actor);
            redirect.addFlashAttribute("notice", "The event was discarded.");
        } catch (NotFoundException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return "redirect:/admin/operations/queue";
    }

    /** A summary for the dashboard. */
    @GetMapping("/health")
    String health(Actor actor, Model model) {
        model.addAttribute("mayViewOperations", actor.may(Permission.viewOperations))
                .addAttribute("queue", inspectQueue.now()).addAttribute("edge", inspectEdge.now())
                .addAttribute("unfinished", unfinished.count());
        return "operations/health";
    }

    private void fill(Model model) {
        model.addAttribute("queue", inspectQueue.now()).addAttribute("edge", inspectEdge.now())
                .addAttribute("deadEvents", dead.latest(DEAD_EVENTS)).addAttribute("now", clock.instant());
    }
}

package dev.headrace.admin.operations;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.interactions.DeadEvents;
import dev.headrace.admin.interactions.InspectQueue;
import dev.headrace.admin.jobs.UnfinishedJobs;
import dev.headrace.admin.projection.InspectEdge;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows the state of the queue, the workers and the edge. */
@Controller
@RequestMapping("/admin/operations")
class QueuePage {

    private static final int DEAD_EVENTS = 50;

    private final InspectQueue inspectQueue;
    private final InspectEdge inspectEdge;
    private final DeadEvents dead;
    private final UnfinishedJobs unfinished;
    private final Clock clock;

    QueuePage(InspectQueue inspectQueue, InspectEdge inspectEdge, DeadEvents dead, UnfinishedJobs unfinished,
            Clock clock) {
        this.inspectQueue = inspectQueue;
        this.inspectEdge = inspectEdge;
        this.dead = dead;
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

    /** A summary for the dashboard. */
    @GetMapping("/health")
    String health(Actor actor, Model model) {
        model.addAttribute("mayViewOperations", actor.may(Permission.viewOperations))
                .addAttribute("queue", inspectQueue.now()).addAttribute("edge", inspectEdge.now())
                .addAttribute("deadCount", dead.count()).addAttribute("unfinished", unfinished.count());
        return "operations/health";
    }

    private void fill(Model model) {
        model.addAttribute("queue", inspectQueue.now()).addAttribute("edge", inspectEdge.now())
                .addAttribute("deadEvents", dead.latest(DEAD_EVENTS)).addAttribute("deadCount", dead.count())
                .addAttribute("now", clock.instant());
    }
}

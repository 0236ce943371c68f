package dev.headrace.admin.interactions;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The actions on dead events, which the queue page lists. */
@Controller
@RequestMapping("/admin/operations/queue/dead-events")
class DeadEventPages {

    private static final String QUEUE_PAGE = "redirect:/admin/operations/queue";

    private final ReplayDeadEvent replay;
    private final DiscardDeadEvent discard;
    private final ReplayParkedEvents parked;

    DeadEventPages(ReplayDeadEvent replay, DiscardDeadEvent discard, ReplayParkedEvents parked) {
        this.replay = replay;
        this.discard = discard;
        this.parked = parked;
    }

    @PostMapping("/replay")
    String replayParked(Actor actor, RedirectAttributes redirect) {
        try {
            return "redirect:/admin/operations/jobs/" + parked.start(actor);
        } catch (RefusedException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
            return QUEUE_PAGE;
        }
    }

    @PostMapping("/{id}/replay")
    String replay(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        try {
            replay.replay(id, actor);
            redirect.addFlashAttribute("notice", "The event was applied.");
        } catch (RefusedException | NotFoundException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return QUEUE_PAGE;
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        try {
            discard.discard(id, actor);
            redirect.addFlashAttribute("notice", "The event was discarded.");
        } catch (NotFoundException e) {
            redirect.addFlashAttribute("warning", e.getMessage());
        }
        return QUEUE_PAGE;
    }
}

package dev.headrace.admin.projection;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.web.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The button that rebuilds the edge's data. */
@Controller
class RebuildPage {

    private final StartRebuild startRebuild;

    RebuildPage(StartRebuild startRebuild) {
        this.startRebuild = startRebuild;
    }

    @PostMapping("/admin/operations/rebuild")
    String start(Actor actor) {
        try {
            return "redirect:/admin/operations/jobs/" + startRebuild.start(actor);
        } catch (RefusedException _) {
            // the list shows the pending or running rebuild
            return "redirect:/admin/operations/jobs";
        }
    }
}

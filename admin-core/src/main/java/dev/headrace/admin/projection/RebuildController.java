package dev.headrace.admin.projection;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.jobs.StartedJob;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API that rebuilds the edge's data. */
@RestController
class RebuildController {

    private final StartRebuild startRebuild;

    RebuildController(StartRebuild startRebuild) {
        this.startRebuild = startRebuild;
    }

    @PostMapping("/api/rebuild")
    ResponseEntity<StartedJob> start(Actor actor) {
        return StartedJob.accepted(startRebuild.start(actor));
    }
}

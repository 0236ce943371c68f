package dev.headrace.admin.projection;

import dev.headrace.admin.access.Actor;
import java.net.URI;
import java.util.UUID;
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

    /** The started job. */
    record Started(UUID job) {}

    @PostMapping("/api/rebuild")
    ResponseEntity<Started> start(Actor actor) {
        UUID job = startRebuild.start(actor);
        return ResponseEntity.accepted().location(URI.create("/api/jobs/" + job)).body(new Started(job));
    }
}

package dev.headrace.admin.jobs;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/** The API's response to a call that starts a job. */
public record StartedJob(UUID job) {

    /** 202 with the job's URL. */
    public static ResponseEntity<StartedJob> accepted(UUID job) {
        return ResponseEntity.accepted().location(URI.create("/api/jobs/" + job)).body(new StartedJob(job));
    }
}

package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.importing.ImportFiles.Item;
import dev.headrace.admin.jobs.StartedJob;
import dev.headrace.admin.web.Between;
import dev.headrace.admin.web.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Import API. Files are sent as lines of JSON, {@code {"path":…,"content":…}}: either all in the call that opens and
 * starts the import, or in several calls between opening and starting it.
 */
@RestController
@RequestMapping("/api/import")
class ImportController {

    private static final String LINES = "application/x-ndjson";
    /** Outcomes are small, and programs read all of them. */
    private static final int MAX_OUTCOMES = 1_000;

    private final Uploads uploads;
    private final ImportFiles files;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    ImportController(Uploads uploads, ImportFiles files, TransactionTemplate transaction, JsonMapper json) {
        this.uploads = uploads;
        this.files = files;
        this.transaction = transaction;
        this.json = json;
    }

    /** Number of uploaded files. */
    record Uploaded(UUID job, int files) {}

    /** @param start false if more files follow; {@link #start} then starts the import */
    @PostMapping(consumes = LINES)
    ResponseEntity<StartedJob> open(@RequestBody(required = false) @Nullable String lines, @RequestParam String type,
            @RequestParam String source, @RequestParam(defaultValue = "true") boolean publish,
            @RequestParam(defaultValue = "false") boolean dryRun, @RequestParam(defaultValue = "true") boolean start,
            Actor actor) {
        List<SourceFile> first = UploadedLines.read(lines == null ? "" : lines, json);
        UUID id = transaction.execute(_ -> {
            UUID opened = uploads.open(new ImportOptions(type, source, publish, dryRun), actor);
            uploads.add(opened, 0, first, actor);
            if (start) {
                uploads.start(opened, actor);
            }
            return opened;
        });
        return start ? StartedJob.accepted(id) : ResponseEntity.status(HttpStatus.CREATED).body(new StartedJob(id));
    }

    /** @param first number of files uploaded before; makes repeated calls idempotent */
    @PostMapping(path = "/{id}/files", consumes = LINES)
    Uploaded add(@PathVariable UUID id, @RequestBody String lines, @RequestParam int first, Actor actor) {
        return new Uploaded(id, uploads.add(id, first, UploadedLines.read(lines, json), actor));
    }

    @PostMapping("/{id}/start")
    ResponseEntity<StartedJob> start(@PathVariable UUID id, Actor actor) {
        uploads.start(id, actor);
        return StartedJob.accepted(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable UUID id, Actor actor) {
        uploads.discard(id, actor);
    }

    /** @param outcome only files with this outcome */
    @GetMapping("/{id}/files")
    Page<Item> outcomes(@PathVariable UUID id, @RequestParam(required = false) FileOutcome.@Nullable Kind outcome,
            @RequestParam(defaultValue = "-1") int after,
            @RequestParam(defaultValue = Page.DEFAULT_SIZE) @Between(min = 1, max = MAX_OUTCOMES) int size,
            Actor actor) {
        files.requireVisible(id, actor);
        return Page.of(files.outcomes(id, outcome, after, size + 1), size, Item::number);
    }
}

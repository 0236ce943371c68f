package dev.headrace.local.importing;

import static dev.headrace.local.core.LocalCore.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.CoreJob;
import dev.headrace.local.core.CoreJob.State;
import dev.headrace.local.core.ProblemException;
import dev.headrace.local.core.Progress;
import dev.headrace.local.core.StopHook;
import dev.headrace.local.importing.MarkdownFolder.UnreadableException;
import dev.headrace.services.ServiceException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An import of a folder's Markdown files.
 *
 * @param folder the folder
 * @param type content type of the entries
 * @param source identifies the entries in later imports, together with the files' relative paths
 * @param publish whether to publish the entries
 * @param dryRun whether to report outcomes without storing anything
 */
public record ImportFolder(Path folder, String type, String source, boolean publish, boolean dryRun) {

    private static final String NDJSON = "application/x-ndjson";
    // The core's maximum.
    private static final int PAGE_SIZE = 1_000;

    /** A file in the core's upload format. */
    private record Line(String path, String content) {}

    private record Started(String job) {}

    private record Definition(Map<String, Object> fields) {}

    /**
     * Imports the files, sorted by path.
     *
     * @throws ServiceException if the core rejects the import as a whole or is unavailable
     */
    public ImportReport run(CoreClient core, Progress progress) {
        ImportReport report = new ImportReport();
        run(core, MarkdownFolder.scan(folder), report, progress);
        return report;
    }

    /** Adds each file's outcome to the report, which is therefore complete even if the import ends early. */
    void run(CoreClient core, MarkdownFolder files, ImportReport report, Progress progress) {
        String job = open(core);
        int unreadable;
        try (StopHook _ = new StopHook(() -> core.delete("/api/import/" + job))) {
            upload(core, job, files, report);
            unreadable = report.files();
            core.retry(() -> core.post("/api/import/" + job + "/start", "application/json", ""));
        }
        State end = new CoreJob(core, job).await(progress);
        addOutcomes(core, job, report);
        if (report.hasIgnored()) {
            report.suggest(fields(core));
        }
        int done = report.files() - unreadable;
        if (!end.state().equals("succeeded")) {
            throw new ServiceException("The import " + (end.error() == null
                    ? "was " + end.state()
                    : "failed: "
                            + end.error())
                    + " (after " + done + " files)");
        }
    }

    private String open(CoreClient core) {
        try {
            return core.retry(() -> JSON.readValue(core.post("/api/import?" + query(), NDJSON, ""), Started.class))
                    .job();
        } catch (ProblemException e) {
            throw new ServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    private void upload(CoreClient core, String job, MarkdownFolder files, ImportReport report) {
        Batch batch = new Batch();
        int sent = 0;
        for (String path : files.files()) {
            String line = line(files, path, report);
            if (line != null && !batch.hasRoomFor(line)) {
                send(core, job, batch, sent);
                sent += batch.files();
                batch = new Batch();
            }
            if (line != null) {
                batch.add(line);
            }
        }
        if (!batch.isEmpty()) {
            send(core, job, batch, sent);
        }
    }

    /** The file in the core's upload format; null if it cannot be read, which is added to the report. */
    private static @Nullable String line(MarkdownFolder files, String path, ImportReport report) {
        try {
            String line = JSON.writeValueAsString(new Line(path, files.read(path)));
            if (Batch.fits(line)) {
                return line;
            }
            report.addUnreadable(path, MarkdownFolder.TOO_LARGE);
        } catch (UnreadableException e) {
            report.addUnreadable(path, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** @param sent number of files sent before, which makes the call idempotent */
    private static void send(CoreClient core, String job, Batch batch, int sent) {
        try {
            core.retry(() -> core.post("/api/import/" + job + "/files?first=" + sent, NDJSON, batch.body()));
        } catch (ProblemException e) {
            throw new ServiceException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void addOutcomes(CoreClient core, String job, ImportReport report) {
        String next = "";
        while (next != null) {
            String path = "/api/import/" + job + "/files?size=" + PAGE_SIZE + "&after=" + next;
            ImportAnswer page = core.retry(() -> JSON.readValue(core.get(path), ImportAnswer.class));
            report.add(page);
            next = page.next();
        }
    }

    private Set<String> fields(CoreClient core) {
        String path = "/api/types/" + URLEncoder.encode(type, UTF_8);
        try {
            return core.retry(() -> JSON.readValue(core.get(path), Definition.class)).fields().keySet();
        } catch (ProblemException e) {
            // Only hints depend on it.
            return Set.of();
        }
    }

    private String query() {
        return "type=" + URLEncoder.encode(type, UTF_8) + "&publish=" + publish + "&dryRun=" + dryRun
                + "&start=false&source=" + URLEncoder.encode(source, UTF_8);
    }
}

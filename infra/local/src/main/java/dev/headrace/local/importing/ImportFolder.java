package dev.headrace.local.importing;

import static dev.headrace.local.core.LocalCore.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.ProblemException;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An import of a folder's Markdown files.
 *
 * @param folder where they are
 * @param type the content type that they become entries of
 * @param source with their paths below the folder, what the next import finds their entries by
 * @param publish whether the entries are published
 * @param dryRun whether the core only says what it would do
 */
public record ImportFolder(Path folder, String type, String source, boolean publish, boolean dryRun) {

    /** Is told how far an import is. */
    public interface Progress {
        void at(int done, int all);
    }

    /** A file as the core takes it. */
    private record Line(String path, String content) {}

    /**
     * Sends the files in batches, sorted by path.
     *
     * @throws ServiceException if the core refuses a batch as a whole or does not answer
     */
    public ImportReport run(CoreClient core, Progress progress) {
        ImportReport report = new ImportReport();
        run(core, MarkdownFolder.scan(folder), report, progress);
        return report;
    }

    /** Adds to the report what became of each file, so that it holds also when a later batch is refused. */
    void run(CoreClient core, MarkdownFolder files, ImportReport report, Progress progress) {
        Batch batch = new Batch();
        int done = 0;
        for (String path : files.files()) {
            String line = line(path, report);
            if (line != null && !batch.hasRoomFor(line)) {
                send(core, batch, report, done);
                done += batch.files();
                progress.at(done, files.files().size());
                batch = new Batch();
            }
            if (line != null) {
                batch.add(line);
            }
        }
        if (!batch.isEmpty()) {
            send(core, batch, report, done);
        }
        progress.at(files.files().size(), files.files().size());
    }

    /** The file as the core takes it; null, and in the report, if it cannot be read. */
    private @Nullable String line(String path, ImportReport report) {
        try {
            return JSON.writeValueAsString(new Line(path, Files.readString(folder.resolve(path))));
        } catch (CharacterCodingException e) {
            report.addUnreadable(path, "is not UTF-8");
        } catch (IOException e) {
            report.addUnreadable(path, "cannot be read: " + e);
        }
        return null;
    }

    /** @param done how many files went before */
    private void send(CoreClient core, Batch batch, ImportReport report, int done) {
        try {
            String answer = core.post("/api/import?" + query(), "application/x-ndjson", batch.body());
            report.add(JSON.readValue(answer, ImportAnswer.class));
        } catch (ProblemException | ServiceException e) {
            throw new ServiceException(e.getMessage() + (done == 0 ? "" : " (after " + done + " files)"), e);
        }
    }

    private String query() {
        return "type=" + URLEncoder.encode(type, UTF_8) + "&publish=" + publish + "&dryRun=" + dryRun
                + "&source=" + URLEncoder.encode(source, UTF_8);
    }
}

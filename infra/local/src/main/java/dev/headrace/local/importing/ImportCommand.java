package dev.headrace.local.importing;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.ProgressBar;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;

/** {@code import}: runs an {@link ImportFolder} and prints its report. */
public final class ImportCommand {

    private ImportCommand() {}

    /**
     * Returns the exit code: 1 if any file failed.
     *
     * @throws ServiceException if the core rejects the import or is unavailable; outcomes so far are printed first
     */
    public static int run(CoreClient core, ImportFolder folder, PrintWriter out, PrintWriter err) {
        MarkdownFolder files = MarkdownFolder.scan(folder.folder());
        if (files.ignored() > 0) {
            out.println("Ignored " + files.ignored() + " files (hidden, links or not .md).");
        }
        if (files.files().isEmpty()) {
            out.println("No Markdown files (.md) found in " + folder.folder() + ".");
            return 0;
        }
        ImportReport report = new ImportReport();
        try {
            folder.run(core, files, report, ProgressBar.on(err));
        } catch (ServiceException e) {
            if (!report.isEmpty()) {
                report.print(out);
            }
            throw e;
        }
        report.print(out);
        if (folder.dryRun()) {
            out.println("Dry run: nothing was stored.");
        }
        return report.hasFailures() ? 1 : 0;
    }
}

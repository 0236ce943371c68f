package dev.headrace.local.importing;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.ProgressBar;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;

/** {@code import}: an {@link ImportFolder} as seen on a terminal. */
public final class ImportCommand {

    private ImportCommand() {}

    /**
     * The exit code: 1 if any file failed.
     *
     * @throws ServiceException if the core refuses the import or does not answer; the outcomes until then are printed
     */
    public static int run(CoreClient core, ImportFolder folder, PrintWriter out, PrintWriter err) {
        MarkdownFolder files = MarkdownFolder.scan(folder.folder());
        if (files.ignored() > 0) {
            out.println("Ignored " + files.ignored() + " files that are hidden, links or not Markdown (.md).");
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
            out.println("This was a dry run: nothing was stored.");
        }
        return report.hasFailures() ? 1 : 0;
    }
}

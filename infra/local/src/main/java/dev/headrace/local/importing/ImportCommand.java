package dev.headrace.local.importing;

import dev.headrace.local.core.CoreClient;
import java.io.PrintWriter;

/** {@code import}: an {@link ImportFolder} as seen on a terminal. */
public final class ImportCommand {

    private ImportCommand() {}

    /** The exit code: 1 if any file failed. */
    public static int run(CoreClient core, ImportFolder folder, PrintWriter out, PrintWriter err) {
        MarkdownFolder files = MarkdownFolder.scan(folder.folder());
        if (files.ignored() > 0) {
            out.println("Ignored " + files.ignored() + " files that are hidden or not Markdown (.md).");
        }
        ImportReport report = folder.run(core, files, ProgressBar.on(err));
        report.print(out);
        if (folder.dryRun()) {
            out.println("This was a dry run: nothing was stored.");
        }
        return report.hasFailures() ? 1 : 0;
    }
}

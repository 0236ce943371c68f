package dev.headrace.local.system;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.importing.ImportFolder;
import dev.headrace.local.importing.ImportReport;
import dev.headrace.local.schema.ModelFile;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** The demo magazine, loaded through the public API. */
final class Demo {

    /** Its import source. */
    static final String SOURCE = "demo";
    /** In dependency order, so that references of articles exist with all their fields. */
    private static final List<Part> PARTS = List.of(new Part("authors", "author"), new Part("topics", "topic"),
            new Part("articles", "article"));

    private final Path folder;
    private final CoreClient core;

    private record Part(String folder, String type) {}

    Demo(Path folder, CoreClient core) {
        this.folder = folder;
        this.core = core;
    }

    /** Loads the demo and returns the number of articles; idempotent. */
    int load() {
        new ModelFile(folder.resolve("model.yaml")).apply(core, false, false, new PrintWriter(Writer.nullWriter()),
                (_, _) -> {});
        int entries = 0;
        for (Part part : PARTS) {
            entries = load(part);
        }
        return entries;
    }

    private int load(Part part) {
        ImportReport report = new ImportFolder(folder.resolve(part.folder()), part.type(), SOURCE, true, false)
                .run(core, (done, all) -> {});
        if (report.hasFailures()) {
            throw new ServiceException("Cannot load the demo: " + String.join("; ", report.failures()));
        }
        return report.count("created") + report.count("changed") + report.count("unchanged");
    }
}

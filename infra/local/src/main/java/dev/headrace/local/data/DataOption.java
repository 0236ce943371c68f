package dev.headrace.local.data;

import dev.headrace.services.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a system's data folder. */
public final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: .headrace in the project).")
    private @Nullable Path folder;

    /** The folder that was named, else the project's own. */
    public LocalData data() {
        return folder != null
                ? new LocalData(folder.toAbsolutePath().normalize())
                : LocalData.usual(Installation.find());
    }
}

package dev.headrace.local.data;

import dev.headrace.services.Installation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}. */
public final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: .headrace in the project).")
    private @Nullable Path folder;

    /** The given folder, else the default. */
    public LocalData data() {
        return folder != null
                ? new LocalData(folder.toAbsolutePath().normalize())
                : LocalData.defaultOf(Installation.find());
    }
}

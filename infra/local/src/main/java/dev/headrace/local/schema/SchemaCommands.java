package dev.headrace.local.schema;

import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.core.ProgressBar;
import dev.headrace.local.data.DataOption;
import dev.headrace.services.Installation;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code schema}. */
@Command(name = "schema", synopsisSubcommandLabel = "snapshot|diff|apply", description = "Keeps the model in a YAML file under version control.")
public final class SchemaCommands {

    private static final String PRUNE = "Also removes the types, fields and other parts that the file omits.";

    private final PrintWriter out;
    private final PrintWriter err;

    public SchemaCommands(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Command(description = "Writes the model to a file.")
    void snapshot(@Mixin DataOption option,
            @Parameters(paramLabel = "FILE", description = "The file, or - for standard output.") Path file) {
        try (CoreClient core = LocalCore.client(Installation.find(), option.data())) {
            new ModelFile(file).snapshot(core, out);
        }
    }

    @Command(description = "Prints the changes that apply would make; nothing if there are none.")
    void diff(@Mixin DataOption option, @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(names = "--prune", description = PRUNE) boolean prune) {
        try (CoreClient core = LocalCore.client(Installation.find(), option.data())) {
            new ModelFile(file).diff(core, prune, out);
        }
    }

    @Command(description = "Applies a file to the model.")
    void apply(@Mixin DataOption option, @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(names = "--prune", description = PRUNE) boolean prune,
            @Option(names = "--allow-destructive", description = "Allows changes that delete stored values, make private ones public, or hide counts of interactions.") boolean allowDestructive) {
        try (CoreClient core = LocalCore.client(Installation.find(), option.data())) {
            new ModelFile(file).apply(core, prune, allowDestructive, out, ProgressBar.on(err));
        }
    }
}

package dev.headrace.local;

import dev.headrace.local.client.ClientSource;
import dev.headrace.local.client.Language;
import dev.headrace.local.core.CoreClient;
import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.DataOption;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.doctor.Doctor;
import dev.headrace.local.importing.ImportCommand;
import dev.headrace.local.importing.ImportFolder;
import dev.headrace.local.importing.ImportSource;
import dev.headrace.local.rebuild.RebuildCommand;
import dev.headrace.local.system.Up;
import dev.headrace.local.token.StaffPasswords;
import dev.headrace.local.token.StaffTokens;
import dev.headrace.local.token.UserTokens;
import dev.headrace.services.Installation;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands. */
@Command(name = "./headrace", synopsisSubcommandLabel = "COMMAND", addMethodSubcommands = false, description = "Runs Headrace on this machine and manages it.")
final class Commands {

    private final PrintWriter out;
    private final PrintWriter err;

    Commands(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Command(description = "Starts PostgreSQL, Redis, SQS, the core and the edge, and runs until Ctrl-C.")
    void up(@Mixin DataOption option,
            @Option(names = "--edge-port", paramLabel = "N", defaultValue = "8080", description = "The edge's port (default: 8080).") int edgePort,
            @Option(names = "--core-port", paramLabel = "N", defaultValue = "8081", description = "The core's port (default: 8081).") int corePort,
            @Option(names = "--empty", description = "Starts a new system without the demo.") boolean empty) {
        new Up(Installation.find(), option.data(), empty, out).run(corePort, edgePort, System.getenv());
    }

    @Command(description = "Prints an access token for a staff member or an end user.")
    void token(@Mixin DataOption option, @ArgGroup(multiplicity = "1") Bearer bearer) {
        if (bearer.user != null) {
            out.println(new UserTokens(option.data(), Clock.systemUTC()).issue(bearer.user));
        } else if (bearer.staff != null) {
            out.println(new StaffTokens(Installation.find(), option.data()).issue(bearer.staff));
        }
    }

    /** The token's owner. */
    static final class Bearer {
        @Option(names = "--staff", paramLabel = "EMAIL", description = "Personal access token of a staff member.")
        @Nullable
        String staff;
        @Option(names = "--user", paramLabel = "NAME", description = "Token of an end user, signed with this system's key.")
        @Nullable
        String user;
    }

    @Command(description = "Sets a new password for a staff member, prints it, and ends the sessions of that person.")
    void password(@Mixin DataOption option,
            @Parameters(paramLabel = "EMAIL", arity = "0..1", description = "The staff member (default: the first administrator).") @Nullable String email) {
        out.println(new StaffPasswords(Installation.find(), option.data()).replace(email));
    }

    @Command(name = "import", description = "Imports a folder of Markdown files with front matter, and publishes them.")
    int importFolder(@Mixin DataOption option,
            @Parameters(paramLabel = "DIR", description = "The folder to import.") Path folder,
            @Option(names = "--type", paramLabel = "TYPE", required = true, description = "The content type of the entries.") String type,
            @Option(names = "--source", paramLabel = "NAME", description = "Name that, with each file's path, identifies entries in later imports (default: the folder's name).") @Nullable String source,
            @Option(names = "--draft", description = "Does not publish the entries.") boolean draft,
            @Option(names = "--dry-run", description = "Shows what would be done, without storing anything.") boolean dryRun) {
        LocalData data = option.data();
        try (CoreClient core = LocalCore.client(Installation.find(), data, err::println)) {
            ImportSource from = ImportSource.of(folder, source, data);
            if (!dryRun && Files.isDirectory(folder)) {
                from.rememberIn(data);
            }
            return ImportCommand.run(core, new ImportFolder(folder, type, from.name(), !draft, dryRun), out, err);
        }
    }

    @Command(description = "Prints a client of the edge for the current model, as source code.")
    void client(@Mixin DataOption option,
            @Parameters(paramLabel = "LANGUAGE", description = "${COMPLETION-CANDIDATES}") Language language,
            @Option(names = "--out", paramLabel = "FILE", description = "The file to write (default: standard output).") @Nullable Path file) {
        try (CoreClient core = LocalCore.client(Installation.find(), option.data(), err::println)) {
            new ClientSource(language, core).write(file, out);
        }
    }

    @Command(description = "Rebuilds all data that the edge serves from Redis.")
    int rebuild(@Mixin DataOption option) {
        try (CoreClient core = LocalCore.client(Installation.find(), option.data(), err::println)) {
            return RebuildCommand.run(core, out, err);
        }
    }

    @Command(description = "Checks whether this machine can run Headrace, and whether the servers of a running system answer.")
    int doctor(@Mixin DataOption option) {
        return new Doctor(Installation.find(), option.data(), out).examine();
    }

    @Command(description = "Prints the version.")
    void version() {
        out.println("headrace " + Commands.class.getPackage().getImplementationVersion() + " on Java "
                + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}

package dev.headrace.local;

import dev.headrace.local.schema.SchemaCommands;
import dev.headrace.services.ServiceException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a command. A failure prints one line to standard error and sets a non-zero exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset())));
    }

    /** Returns the exit code: 0 for success, 1 for failure, 2 for invalid usage. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return commandLine(out, err).setOut(out).setErr(err).setExecutionExceptionHandler((failure, line, parsed) -> {
            err.println("headrace: " + message(failure));
            return 1;
        }).execute(args);
    }

    /** The commands in the order in which they are usually needed. */
    private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Commands(out, err));
        for (String command : List.of("up", "token", "password", "importFolder")) {
            line.addSubcommand(CommandLine.getCommandMethods(Commands.class, command).getFirst());
        }
        line.addSubcommand(new SchemaCommands(out, err));
        for (String command : List.of("client", "rebuild", "doctor", "version")) {
            line.addSubcommand(CommandLine.getCommandMethods(Commands.class, command).getFirst());
        }
        addHelp(line);
        return line.addSubcommand(new HelpCommand());
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true)
                .description("Shows how to use the command.").build());
        command.getSubcommands().values().forEach(Main::addHelp);
    }

    private static String message(Exception failure) {
        return failure instanceof ServiceException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}

package dev.headrace.services;

import java.util.List;
import java.util.Set;

/** Limits the environment that child processes inherit. */
public final class Environments {

    private static final Set<String> STANDARD = Set.of("PATH", "HOME", "USER", "LANG", "TMPDIR", "TZ",
            "JAVA_TOOL_OPTIONS");

    private Environments() {}

    /**
     * A program that inherits only the variables that any program may need. Frameworks and SDKs read many others, which
     * could override our settings; and secrets must reach only the programs that use them, whose caller adds them.
     */
    public static ProcessBuilder program(List<String> command) {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().keySet().removeIf(name -> !isStandard(name));
        return program;
    }

    static boolean isStandard(String name) {
        return STANDARD.contains(name) || name.startsWith("LC_");
    }
}

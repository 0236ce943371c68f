package dev.headrace.services;

import java.util.Map;
import java.util.Set;

/** Filters the environment that child processes inherit. */
public final class Environments {

    private static final Set<String> STANDARD = Set.of("PATH", "HOME", "USER", "LANG", "TMPDIR", "TZ",
            "JAVA_TOOL_OPTIONS");

    private Environments() {}

    /**
     * Keeps the variables that any program may need and those of Headrace. Frameworks and SDKs read many others, which
     * could override our settings.
     */
    public static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(
                name -> !STANDARD.contains(name) && !name.startsWith("LC_") && !name.startsWith("HEADRACE_"));
    }
}

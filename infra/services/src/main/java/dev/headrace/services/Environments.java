package dev.headrace.services;

import java.util.Map;
import java.util.Set;

/** What child processes inherit of this process' environment. */
public final class Environments {

    private static final Set<String> USUAL = Set.of("PATH", "HOME", "USER", "LANG", "TMPDIR", "TZ",
            "JAVA_TOOL_OPTIONS");

    private Environments() {}

    /**
     * Leaves of a program's environment what every program may need and what is meant for us. The rest is a person's own
     * and might override what we say: frameworks and SDKs read many more variables than the ones that we set.
     */
    public static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(
                name -> !USUAL.contains(name) && !name.startsWith("LC_") && !name.startsWith("HEADRACE_"));
    }
}

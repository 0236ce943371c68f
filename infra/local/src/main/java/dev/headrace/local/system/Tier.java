package dev.headrace.local.system;

import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.ChildServer;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Environments;
import dev.headrace.services.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The core or the edge: a JVM of its own, told what it needs by environment variables. */
final class Tier extends ChildServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    /** What the core ends with if it refuses the database, see its {@code OlderLayoutException}. */
    private static final int OLDER_LAYOUT = 65;

    private final int managementPort;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final Map<Integer, String> refusals;

    /**
     * @param jvmOptions the JVM's
     * @param managementPort where {@code /readyz} is answered
     */
    Tier(String name, Path jar, List<String> jvmOptions, int port, int managementPort, Map<String, String> environment,
            DataFolder folder) {
        super(name, folder, port, StopSignal.TERM);
        this.managementPort = managementPort;
        this.environment = environment;
        this.refusals = Map.of(OLDER_LAYOUT, "The data in " + folder.path() + " was made before the first release of"
                + " Headrace and cannot be upgraded; name another folder with --data, or delete this one.");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        // A JVM that lost threads to it would limp on; one that ended is started again.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("-jar", jar.toString()));
    }

    @Override
    public void start() {
        Ports.requireFree(port());
        Ports.requireFree(managementPort);
        ProcessBuilder program = new ProcessBuilder(command);
        Environments.reduce(program.environment());
        program.environment().putAll(environment);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/readyz"))
                    .timeout(PROBE_PATIENCE).build();
            run(program, () -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200, PATIENCE,
                    refusals);
        }
    }
}

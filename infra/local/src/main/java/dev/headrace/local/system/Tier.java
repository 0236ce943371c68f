package dev.headrace.local.system;

import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.ChildServer;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Environments;
import dev.headrace.services.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The core or the edge: a separate JVM, configured by environment variables. */
final class Tier extends ChildServer {

    // A busy machine needs minutes, and stopping a tier that is still starting would only delay it. One that cannot start
    // exits.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

    /** The core's exit code if it rejects the database, see its {@code OlderLayoutException}. */
    private static final int OLDER_LAYOUT = 65;

    private final int managementPort;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final Map<Integer, String> exitMessages;

    /**
     * @param jvmOptions options of the JVM
     * @param managementPort port of {@code /readyz}
     */
    Tier(String name, Path jar, List<String> jvmOptions, int port, int managementPort, Map<String, String> environment,
            DataFolder folder) {
        super(name, folder, port, StopSignal.TERM);
        this.managementPort = managementPort;
        this.environment = environment;
        this.exitMessages = Map.of(OLDER_LAYOUT, "The data in " + folder.path() + " is from before the first release of"
                + " Headrace and cannot be upgraded; use another folder (--data) or delete this one.");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        // Otherwise the JVM would keep running with threads lost; an exited one is restarted.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("-jar", jar.toString()));
    }

    @Override
    public void start() {
        Ports.requireFree(port());
        Ports.requireFree(managementPort);
        ProcessBuilder program = Environments.program(command);
        program.environment().putAll(environment);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = management("/readyz");
            run(program, () -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200, START_TIMEOUT,
                    exitMessages);
        }
    }

    /** Any response counts: a tier that is not ready may only wait for another server. */
    @Override
    protected boolean replies() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(management("/healthz"), BodyHandlers.discarding()).statusCode() > 0;
        }
    }

    private HttpRequest management(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(PROBE_TIMEOUT).build();
    }
}

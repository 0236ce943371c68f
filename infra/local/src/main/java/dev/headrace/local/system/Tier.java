package dev.headrace.local.system;

import dev.headrace.services.ChildProcess;
import dev.headrace.services.ChildProcess.StopSignal;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Ports;
import dev.headrace.services.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The core or the edge: a JVM of its own, told everything by environment variables. */
final class Tier implements Server {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final int port;
    private final int managementPort;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment;
    private final ChildProcess process;

    /**
     * @param jvmOptions the JVM's
     * @param managementPort where {@code /readyz} is answered
     */
    Tier(String name, Path jar, List<String> jvmOptions, int port, int managementPort, Map<String, String> environment,
            DataFolder folder) {
        this.name = name;
        this.port = port;
        this.managementPort = managementPort;
        this.environment = environment;
        this.process = new ChildProcess(name, folder, StopSignal.TERM);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
    }

    @Override
    public void start() {
        Ports.requireFree(port);
        Ports.requireFree(managementPort);
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/readyz"))
                    .timeout(PROBE_PATIENCE).build();
            process.start(program, () -> http.send(ready, BodyHandlers.discarding()).statusCode() == 200, PATIENCE);
        }
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }
}

package dev.headrace.bench;

import dev.headrace.bench.Subject.Probe;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Durability;
import dev.headrace.services.Installation;
import dev.headrace.services.Ports;
import dev.headrace.services.QueueServer;
import dev.headrace.services.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers of a benchmark.
 *
 * <p>The measured server runs alone on core 0. The load generator, Redis and the queue inherit this process' core, which
 * {@code run.sh} sets to core 1.
 */
final class Setup implements AutoCloseable {

    private static final String MEASURED_CORE = "0";

    private final Installation installation = Installation.find();
    private final DataFolder folder = DataFolder
            .claimEmpty(installation.home().resolve(Path.of("infra", "bench", "target", "data")));
    private final RedisServer redis = new RedisServer(installation, folder, Ports.free(), Durability.DISPOSABLE);
    private final List<Runnable> toClose = new ArrayList<>();

    Setup() {
        redis.start();
    }

    Path folder() {
        return folder.path();
    }

    String redisUrl() {
        return redis.url();
    }

    int redisPort() {
        return redis.port();
    }

    String redisPassword() {
        return String.valueOf(URI.create(redis.url()).getUserInfo()).replaceFirst("^:", "");
    }

    QueueServer queue() {
        QueueServer queue = new QueueServer(installation, folder, Ports.free());
        queue.start();
        toClose.add(queue::close);
        return queue;
    }

    /** The packaged edge. */
    Subject edge(Map<String, String> settings) throws Exception {
        int port = Ports.free();
        int managementPort = Ports.free();
        var environment = new HashMap<>(settings);
        environment.putAll(Map.of("HEADRACE_EDGE_PORT", String.valueOf(port), "HEADRACE_EDGE_MANAGEMENT_PORT",
                String.valueOf(managementPort), "HEADRACE_EDGE_DRAIN_SECONDS", "0", "HEADRACE_REDIS_URL", redisUrl()));
        Path jar = installation.home().resolve(Path.of("fast-api", "target", "app", "fast-api.jar"));
        List<String> arguments = new ArrayList<>(options());
        arguments.addAll(List.of("-jar", jar.toString()));
        return start("edge", port, () -> Subject.isReady(managementPort), environment,
                java(arguments.toArray(String[]::new)));
    }

    /** Additional options for the edge's JVM, for example for profiling. */
    private static List<String> options() {
        return Arrays.stream(System.getenv().getOrDefault("BENCH_EDGE_OPTIONS", "").split(" ", -1))
                .filter(option -> !option.isEmpty()).toList();
    }

    /** A baseline server of this module, with the same JVM options as the edge. */
    Subject bare(String name, String mode) throws Exception {
        int port = Ports.free();
        return start(name, port, () -> Subject.listens(port), Map.of(),
                java("-cp", System.getProperty("java.class.path"), BareServer.class.getName(), mode,
                        String.valueOf(port),
                        redisUrl(), documentsFile().toString()));
    }

    Subject nginx(String name, Nginx nginx, String configuration) throws Exception {
        int port = Ports.free();
        return start(name, port, () -> Subject.listens(port), Map.of(), nginx.command(configuration, port, this));
    }

    Path documentsFile() {
        return folder.resolve("documents.tsv");
    }

    /** The options of all measured JVMs. */
    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms256m", "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Subject start(String name, int port, Probe probe, Map<String, String> environment, List<String> command)
            throws Exception {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", MEASURED_CORE));
        pinned.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name.replaceAll("\\W+", "-") + ".log").toFile());
        builder.environment().putAll(environment);
        Subject subject = new Subject(name, port, builder.start());
        toClose.add(subject::close);
        subject.awaitStart(probe);
        return subject;
    }

    @Override
    public void close() {
        toClose.reversed().forEach(Runnable::run);
        redis.close();
        folder.close();
    }
}

package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code up} as a separate process, like the launcher starts it. */
public final class RunningUp implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    private final Process process;
    private final Path data;
    private final Path output;

    private RunningUp(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    public static RunningUp start(Path data, Path output, String... options) {
        return run("up", data, output, options);
    }

    /** Another command. */
    static RunningUp run(String name, Path data, Path output, String... options) {
        return runBy(List.of(), name, data, output, options);
    }

    /** @param wrapper a program and its arguments that runs the command, for example in a namespace */
    static RunningUp runBy(List<String> wrapper, String name, Path data, Path output, String... options) {
        Path home = Installation.find().home();
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dheadrace.home=" + home, "-jar", home.resolve("infra/local/target/app/local.jar").toString(), name,
                "--data", data.toString()));
        words.addAll(List.of(options));
        ProcessBuilder command = new ProcessBuilder(words);
        // Variables that a user may have set for other programs.
        command.environment().putAll(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/other",
                "SERVER_PORT", "1", "AWS_SESSION_TOKEN", "mine", "SECRET_OF_ANOTHER_PROGRAM", "mine"));
        // Tests compare everything, also what does not exist, from one address.
        command.environment().put("HEADRACE_EDGE_ADDRESS_MISSES_BURST", "1000000");
        try {
            return new RunningUp(command.redirectErrorStream(true).redirectOutput(output.toFile()).start(), data,
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunningUp awaitReady() {
        Eventually.holds("up is ready or has exited", START_TIMEOUT,
                () -> text().contains("\nready\n") || !process.isAlive());
        assertThat(text()).endsWith("\nready\n");
        return this;
    }

    long pid() {
        return process.pid();
    }

    /** The output so far. */
    public String text() {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Kills a server and waits until it has exited.
     *
     * @param name base name of its pid file
     */
    void killServer(String name) {
        ProcessHandle server = ProcessHandle.of(pid(data.resolve("run").resolve(name + ".pid"))).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** Suspends a server, so that it is alive but does not answer. */
    void suspendServer(String name) throws IOException, InterruptedException {
        long pid = pid(data.resolve("run").resolve(name + ".pid"));
        assertThat(new ProcessBuilder("sh", "-c", "kill -STOP " + pid).start().waitFor()).isZero();
    }

    /** The environment of each process of the system, by the name of its pid file. */
    Map<String, List<String>> environments() throws IOException {
        Map<String, List<String>> environments = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("run"), "*.pid")) {
            for (Path file : files) {
                Path environment = Path.of("/proc/" + pid(file) + "/environ");
                environments.put(file.getFileName().toString().replace(".pid", ""),
                        List.of(Files.readString(environment).split("\0")));
            }
        }
        return environments;
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).split(" ", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All descendant processes. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends SIGTERM and returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits for the process to exit and returns the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as("it exits").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            process.onExit().orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}

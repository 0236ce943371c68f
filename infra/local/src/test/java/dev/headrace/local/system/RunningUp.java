package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code up} as a process of its own, as the launcher starts it. */
final class RunningUp implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private RunningUp(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunningUp start(Path output, String... arguments) {
        Path home = Installation.find().home();
        ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dheadrace.home=" + home, "-jar", home.resolve("infra/local/target/app/local.jar").toString(), "up");
        command.command().addAll(List.of(arguments));
        try {
            return new RunningUp(command.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningUp awaitReady() {
        Eventually.holds("up says that it is ready, or ends", READY_WITHIN,
                () -> text().contains("\nready\n") || !process.isAlive());
        assertThat(text()).endsWith("\nready\n");
        return this;
    }

    /** What it printed so far. */
    String text() {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process below it that was started with that on its command line. */
    ProcessHandle child(String argument) {
        return process.descendants().filter(child -> child.info().commandLine().orElse("").contains(argument))
                .findFirst().orElseThrow();
    }

    /** All processes below it. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** The exit code after SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** The exit code, once it ends. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            process.onExit().orTimeout(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
        }
    }
}

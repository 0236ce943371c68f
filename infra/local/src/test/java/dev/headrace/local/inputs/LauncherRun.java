package dev.headrace.local.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.inputs.Step.Action;
import dev.headrace.services.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A command of {@code ./headrace}, with its arguments separated by blanks, run in a new folder with {@code files} (texts by
 * path), {@code links} (symbolic links, with their targets) and {@code pipes}. The answer is its exit code and output; its
 * header {@code Folder} is the folder, in which a later step can run with {@code in}.
 */
final class LauncherRun implements Action {

    private static final long TIMEOUT_SECONDS = 60;

    @Override
    public List<String> keys() {
        return List.of("files", "links", "pipes", "in");
    }

    @Override
    public List<Answer> run(String arguments, JsonNode step, RunningSystem system) {
        try {
            Path folder = step.has("in") ? Path.of(step.path("in").stringValue()) : system.folder();
            fill(folder, step);
            List<String> command = new ArrayList<>();
            command.add(Installation.find().home().resolve("headrace").toString());
            command.addAll(List.of(arguments.split(" ")));
            command.addAll(List.of("--data", system.data().folder().toString()));
            return List.of(run(command, folder, system.folder().resolve("output")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void fill(Path folder, JsonNode step) throws IOException, InterruptedException {
        for (Map.Entry<String, JsonNode> file : step.path("files").properties()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().stringValue());
        }
        for (Map.Entry<String, JsonNode> link : step.path("links").properties()) {
            Files.createSymbolicLink(folder.resolve(link.getKey()), Path.of(link.getValue().stringValue()));
        }
        for (JsonNode pipe : step.path("pipes")) {
            Process made = new ProcessBuilder("mkfifo", folder.resolve(pipe.stringValue()).toString()).start();
            assertThat(made.waitFor()).as("exit code of mkfifo").isZero();
        }
    }

    private static Answer run(List<String> command, Path folder, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Answer(process.exitValue(), Map.of("Folder", List.of(folder.toString())),
                Files.readString(output, UTF_8));
    }
}

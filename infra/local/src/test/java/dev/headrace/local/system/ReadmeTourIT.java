package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of README's tour in their order, and compares what they print. In the expected output, an ellipsis
 * stands for anything, ids are those of the running system, and durations vary.
 */
class ReadmeTourIT {

    private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=.*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern VARYING = Pattern.compile("…|" + ID.pattern() + "|(?<=\"millis\":)[0-9]+");

    private static final int CORE_PORT = FreePorts.next();
    private static final int EDGE_PORT = FreePorts.next();

    @TempDir
    static Path temp;
    private static RunningUp up;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    /**
     * A command of the tour.
     *
     * @param output the expected output; empty if README shows none
     */
    private record Step(String command, String output) {}

    @BeforeAll
    static void start() throws IOException {
        up = RunningUp.start(temp.resolve("data"), temp.resolve("up.log"), "--core-port", Integer.toString(CORE_PORT),
                "--edge-port", Integer.toString(EDGE_PORT)).awaitReady();
        Files.writeString(temp.resolve(".curlrc"), "silent\nfail-with-body\n");
        Files.writeString(Files.createDirectory(temp.resolve("posts")).resolve("first.md"),
                "---\ntitle: First\nauthor: Nobody Yet\n---\nText\n");
        Path home = Installation.find().home();
        Path launcher = Files.writeString(temp.resolve("headrace"), """
                #!/bin/sh
                exec '%s/bin/java' -Dheadrace.home='%s' -jar '%2$s/infra/local/target/app/local.jar' "$@" --data '%s'
                """.formatted(System.getProperty("java.home"), home, temp.resolve("data")));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
    }

    @AfterAll
    static void stop() {
        up.close();
    }

    @Test
    void everyCallAnswersAsPrinted() throws Exception {
        List<Step> steps = steps(Files.readString(Installation.find().home().resolve("README.md")));
        assertThat(steps).hasSizeGreaterThan(12);

        for (Step step : steps) {
            Matcher assignment = ASSIGNMENT.matcher(step.command());
            if (assignment.matches()) {
                variables.put(assignment.group(1),
                        output(step.command() + "; printf %s \"$" + assignment.group(1) + "\"",
                                true));
            } else if (step.output().isEmpty()) {
                output(step.command(), true);
            } else if (step.command().contains("-X ")) {
                compare(step);
            } else {
                // What was accepted is stored a little later.
                Eventually.passes(step.command(), () -> compare(step));
            }
        }
    }

    private static List<Step> steps(String readme) {
        String tour = readme.substring(readme.indexOf("## Five minutes"), readme.indexOf("## Not yet"));
        List<Step> steps = new ArrayList<>();
        BLOCK.matcher(tour).results().map(block -> block.group(1)).forEach(block -> {
            if (block.startsWith("$ ")) {
                Pattern.compile("^\\$ ", Pattern.MULTILINE).splitAsStream(block.substring(2))
                        .forEach(part -> steps.add(step(part.strip())));
            } else {
                block.lines().forEach(line -> steps.add(new Step(line.strip(), "")));
            }
        });
        return steps;
    }

    private static Step step(String part) {
        String[] lines = part.replace("\\\n", " ").split("\n", 2);
        return new Step(lines[0], lines.length == 1 ? "" : lines[1].replaceAll("\n *", ""));
    }

    private void compare(Step step) {
        String output = output(step.command(), false).strip();
        Matcher varying = VARYING.matcher(step.output());
        StringBuilder expected = new StringBuilder();
        List<String> printed = new ArrayList<>();
        int from = 0;
        while (varying.find()) {
            expected.append(Pattern.quote(step.output().substring(from, varying.start())));
            boolean isId = ID.matcher(varying.group()).matches();
            expected.append(isId ? "(" + ID.pattern() + ")" : ".*");
            if (isId) {
                printed.add(varying.group());
            }
            from = varying.end();
        }
        expected.append(Pattern.quote(step.output().substring(from)));
        Matcher actual = Pattern.compile(expected.toString(), Pattern.DOTALL).matcher(output);
        assertThat(actual.matches()).as("%s%nprinted   %s%ninstead of %s", step.command(), output, step.output())
                .isTrue();
        for (int i = 0; i < printed.size(); i++) {
            ids.put(printed.get(i), actual.group(i + 1));
        }
    }

    private String output(String command, boolean mustSucceed) {
        String adapted = command.replace("localhost:8080", "localhost:" + EDGE_PORT)
                .replace("localhost:8081", "localhost:" + CORE_PORT).replace("./headrace", temp + "/headrace")
                .replace("/tmp/model.yaml", temp + "/model.yaml").replace("path/to/posts", temp + "/posts");
        for (Map.Entry<String, String> id : ids.entrySet()) {
            adapted = adapted.replace(id.getKey(), id.getValue());
        }
        try {
            ProcessBuilder bash = new ProcessBuilder("bash", "-c", adapted);
            bash.environment().putAll(variables);
            bash.environment().put("CURL_HOME", temp.toString());
            Process process = bash.redirectError(temp.resolve("errors.log").toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            assertThat(!mustSucceed || exit == 0).as("%s: exit code %d%n%s%n%s", adapted, exit, output,
                    Files.readString(temp.resolve("errors.log"))).isTrue();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

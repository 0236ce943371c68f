package dev.headrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.services.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell script {@code headrace}, in an installation of empty files, with programs that only print their calls. */
class LauncherTest {

    @TempDir
    Path temp;
    private Path home;
    private Path programs;

    private record Outcome(int exitCode, String output, String errors) {}

    @BeforeEach
    void createInstallation() throws IOException {
        home = Files.createDirectories(temp.resolve("a project"));
        programs = Files.createDirectories(temp.resolve("programs"));
        Files.copy(Installation.find().home().resolve("headrace"), home.resolve("headrace"));
        // Hides the JDKs that are installed on this machine.
        String jdk = Files.readString(Installation.find().home().resolve("infra/jdk.sh"));
        write(home.resolve("infra/jdk.sh"), jdk.replaceAll("(?m)^    /", "    " + temp + "/"), "2026-01-01T00:00:00Z");
        for (String source : List.of("pom.xml", "admin-core/pom.xml", "admin-core/src/main/Core.java",
                "infra/local/pom.xml",
                "infra/local/src/main/Main.java")) {
            write(home.resolve(source), "", "2026-01-01T00:00:00Z");
        }
        Files.setLastModifiedTime(home.resolve("admin-core/src/main"), time("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(home.resolve("infra/local/src/main"), time("2026-01-01T00:00:00Z"));
        program(programs.resolve("mvn"), "echo mvn \"$@\" on \"$JAVA_HOME\" >&2");
        program(programs.resolve("java"), "exit 1");
    }

    @Test
    void rejectsAnOldJdk() throws Exception {
        build("2026-01-02T00:00:00Z");
        Path old = jdk("old", "21.0.4");

        assertThat(run(Map.of("JAVA_HOME", old.toString()), "version")).isEqualTo(new Outcome(1, "",
                "headrace: JDK 25 or newer not found: install one, or set JAVA_HOME.\n"));
    }

    @Test
    void findsAnInstalledJdk() throws Exception {
        build("2026-01-02T00:00:00Z");
        jdk("old", "21.0.4");
        jdk("usr/lib/jvm/temurin", "25.0.1");

        assertThat(run(Map.of("JAVA_HOME", temp.resolve("old").toString()), "version").output())
                .endsWith("local.jar version\n");
    }

    @Test
    void worksWithoutHome() throws Exception {
        build("2026-01-02T00:00:00Z");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("new", "25").toString(), "HOME", ""), "version");

        assertThat(outcome).isEqualTo(new Outcome(0, outcome.output(), ""));
    }

    @Test
    void buildsOnFirstUse() throws Exception {
        Path jdk = jdk("new", "25.0.1");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk.toString()), "doctor");

        assertThat(outcome.errors().lines()).containsExactly(
                "Building Headrace; this takes a minute or two, longer the first time.",
                "mvn -q -B -DskipTests -Dformatter.skip -Denforcer.skip package -pl infra/local -am on "
                        + jdk);
        assertThat(outcome.output()).startsWith("java ").contains("-Dheadrace.home=" + home)
                .endsWith("local.jar doctor\n");
    }

    @Test
    void buildsWithoutWarningsAndTerminalCodes() throws Exception {
        program(programs.resolve("mvn"), "echo \"$MAVEN_OPTS\" >&2");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("new", "25").toString(), "MAVEN_OPTS", "-Xmx1g"), "doctor");

        assertThat(outcome.errors()).endsWith("\n-Xmx1g --sun-misc-unsafe-memory-access=allow"
                + " --enable-native-access=ALL-UNNAMED -Djansi.noreset=true\n");
    }

    @Test
    void runsWithoutBuildingWhenUpToDate() throws Exception {
        build("2026-01-02T00:00:00Z");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("new", "26-ea").toString()), "token", "--user", "ada b");

        assertThat(outcome).isEqualTo(new Outcome(0, outcome.output(), ""));
        assertThat(outcome.output()).endsWith("local.jar token --user ada b\n");
    }

    @Test
    void upDoesNotBuildWhenUpToDate() throws Exception {
        build("2026-01-02T00:00:00Z");

        assertThat(run(Map.of("JAVA_HOME", jdk("new", "25").toString()), "up").errors()).isEmpty();
    }

    @Test
    void upRebuildsWhenASourceIsNewer() throws Exception {
        build("2026-01-02T00:00:00Z");
        write(home.resolve("admin-core/src/main/Core.java"), "", "2026-01-03T00:00:00Z");

        assertThat(run(Map.of("JAVA_HOME", jdk("new", "25").toString()), "up").errors())
                .startsWith("Building Headrace");
    }

    @Test
    void upRebuildsWhenASourceWasDeleted() throws Exception {
        build("2026-01-02T00:00:00Z");
        Files.delete(home.resolve("admin-core/src/main/Core.java"));

        assertThat(run(Map.of("JAVA_HOME", jdk("new", "25").toString()), "up").errors())
                .startsWith("Building Headrace");
    }

    @Test
    void otherCommandsDoNotRebuild() throws Exception {
        build("2026-01-02T00:00:00Z");
        write(home.resolve("admin-core/src/main/Core.java"), "", "2026-01-03T00:00:00Z");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("new", "25").toString()), "token", "--user", "up");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).endsWith("local.jar token --user up\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "import --help", "schema apply -h"})
    void helpNeedsNoBuild(String command) throws Exception {
        Outcome outcome = run(Map.of(), command.split(" ", -1));

        assertThat(outcome).isEqualTo(new Outcome(0, outcome.output(), ""));
        assertThat(outcome.output()).startsWith("Usage: ./headrace COMMAND");
    }

    @Test
    void helpBeforeTheBuildListsTheSameCommands() throws Exception {
        StringWriter built = new StringWriter();
        Main.run(new String[]{"--help"}, new PrintWriter(built, true), new PrintWriter(built, true));
        Pattern command = Pattern.compile("(?m)^  (\\w+) ");

        List<String> commands = command.matcher(built.toString()).results().map(found -> found.group(1))
                .filter(name -> !name.equals("help")).toList();

        assertThat(command.matcher(run(Map.of(), "--help").output()).results().map(found -> found.group(1)))
                .isNotEmpty().containsExactlyElementsOf(commands);
    }

    @Test
    void helpOfABuiltInstallationShowsOptions() throws Exception {
        build("2026-01-02T00:00:00Z");

        assertThat(run(Map.of("JAVA_HOME", jdk("new", "25").toString()), "up", "--help").output())
                .endsWith("local.jar up --help\n");
    }

    @Test
    void commandsThatRunAtTheSameTimeBuildOnce() throws Exception {
        Path calls = temp.resolve("calls");
        program(programs.resolve("mvn"), "echo call >> " + calls + "; sleep 1; mkdir -p infra/elasticmq/target/lib;"
                + " for jar in infra/local/target/app/local admin-core/target/app/admin-core"
                + " fast-api/target/app/fast-api; do mkdir -p $(dirname $jar); touch $jar.jar; done");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("new", "25").toString());
        CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(() -> {
            try {
                return run(environment, "up");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });

        assertThat(run(environment, "doctor").output()).endsWith("local.jar doctor\n");
        assertThat(other.join().output()).endsWith("local.jar up\n");
        assertThat(calls).hasContent("call");
    }

    @Test
    void reportsAFailedBuild() throws Exception {
        program(programs.resolve("mvn"), "exit 1");

        Outcome outcome = run(Map.of("JAVA_HOME", jdk("new", "25").toString()));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).endsWith("headrace: The build failed; see Maven's messages above.\n");
        assertThat(outcome.output()).isEmpty();
    }

    @Test
    void worksThroughASymbolicLink() throws Exception {
        build("2026-01-02T00:00:00Z");
        Path link = Files.createSymbolicLink(temp.resolve("link"), home.resolve("headrace"));

        Outcome outcome = run(link, Map.of("JAVA_HOME", jdk("new", "25").toString()), "version");

        assertThat(outcome.output()).contains("-Dheadrace.home=" + home);
    }

    private void build(String time) throws IOException {
        for (String jar : List.of("infra/local/target/app/local.jar", "admin-core/target/app/admin-core.jar",
                "fast-api/target/app/fast-api.jar", "infra/elasticmq/target/lib/elasticmq.jar")) {
            write(home.resolve(jar), "", time);
        }
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = temp.resolve(name);
        write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n", "2026-01-01T00:00:00Z");
        program(jdk.resolve("bin/java"), "echo java \"$@\"");
        program(jdk.resolve("bin/javac"), "exit 0");
        return jdk;
    }

    private static void program(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n", "2026-01-01T00:00:00Z");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text, String time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, time(time));
    }

    private static FileTime time(String time) {
        return FileTime.from(Instant.parse(time));
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        return run(home.resolve("headrace"), environment, arguments);
    }

    private Outcome run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder command = new ProcessBuilder(launcher.toString());
        command.command().addAll(List.of(arguments));
        command.environment().clear();
        command.environment().put("PATH", programs + ":/usr/bin:/bin");
        command.environment().put("HOME", temp.toString());
        command.environment().putAll(environment);
        command.environment().values().removeIf(String::isEmpty);
        Path errors = Files.createTempFile(temp, "errors", "");
        Process process = command.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output, Files.readString(errors));
    }
}

package dev.headrace.local.system;

import static dev.headrace.local.core.LocalCore.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A system whose disk is full: a file system in memory that only the system's processes and {@code nsenter} see. */
@EnabledOnOs(OS.LINUX)
@Tag("attack")
@Tag("mounts")
class FullDiskIT {

    private static final String CORE_PORT = Integer.toString(FreePorts.next());
    private static final String EDGE_PORT = Integer.toString(FreePorts.next());
    private static final String EDGE = "http://localhost:" + EDGE_PORT;
    private static final String ARTICLE = "/v1/content/article/spring-tides";
    /** More than {@code doctor} requires, and what a new system takes. */
    private static final String SIZE = "1400m";
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int USERS = 30;

    @TempDir
    Path temp;

    private final List<EndUser> users = new ArrayList<>();
    private Path folder;
    private RunningUp up;
    private int commands;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(temp.resolve("disk"));
        up = RunningUp.runBy(mounted(folder), "up", folder.resolve("data"), temp.resolve("up.log"), "--core-port",
                CORE_PORT, "--edge-port", EDGE_PORT).awaitReady();
        LocalData data = new LocalData(fromOutside(folder.resolve("data")));
        for (int i = 0; i < USERS; i++) {
            users.add(new EndUser(EDGE, data, "user" + i));
        }
    }

    @AfterEach
    void stop() {
        users.forEach(EndUser::close);
        up.close();
    }

    @Test
    void theSystemRecoversAndLosesNothingThatItAccepted() throws Exception {
        EndUser reader = users.getFirst();
        String staff = command("token", "--staff", "admin@localhost").strip();
        JsonNode article = reader.read(ARTICLE);
        Path filler = fromOutside(folder.resolve("filler"));

        fill(filler);
        Map<EndUser, String> accepted = new HashMap<>();
        for (EndUser user : users) {
            HttpResponse<String> like = user.tryToLike(article);
            assertThat(like.statusCode()).as(like.body()).isIn(202, 503);
            if (like.statusCode() == 202) {
                accepted.put(user, JSON.readTree(like.body()).path("id").asString());
            }
            assertThat(edit(staff, article, "Written on a full disk").statusCode()).isIn(200, 500, 503);
            assertThat(reader.read(ARTICLE).path("id")).as("what is in memory is served").isEqualTo(article.path("id"));
        }
        assertThat(command("doctor")).contains("problem  disk        Only 0 MiB free");

        Files.delete(filler);
        Eventually.holds("all servers are healthy", RECOVERY, () -> !command("doctor").contains("  problem  "));
        accepted.put(reader, reader.like(article));
        for (String event : accepted.values()) {
            Eventually.holds("it is stored", RECOVERY, () -> reader.status(event).equals("stored"));
        }
        assertThat(reader.read(ARTICLE + "?with=stats").at("/_stats/reactions/like").asInt())
                .isBetween(accepted.size(), USERS);
        assertThat(edit(staff, article, "Written on a disk with space").statusCode()).isEqualTo(200);
        assertThat(publish(staff, article).statusCode()).isIn(200, 202);
        Eventually.holds("it is live",
                () -> reader.read(ARTICLE).path("title").asString().equals("Written on a disk with space"));
    }

    private static List<String> mounted(Path folder) {
        String script = "mount -t tmpfs -o size=" + SIZE + " none '" + folder + "' && exec \"$@\"";
        return List.of("unshare", isRoot() ? "-m" : "-rm", "sh", "-c", script, "sh");
    }

    private List<String> inside() {
        List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(up.pid()), "-m"));
        if (!isRoot()) {
            words.addAll(List.of("-U", "--preserve-credentials"));
        }
        return words;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private Path fromOutside(Path path) {
        return Path.of("/proc/" + up.pid() + "/root" + path);
    }

    private String command(String name, String... options) throws InterruptedException {
        Path output = temp.resolve("command-" + ++commands + ".log");
        try (RunningUp command = RunningUp.runBy(inside(), name, temp.resolve("disk/data"), output, options)) {
            command.exitCode();
            return command.text();
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 2_000; i++) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
            return;
        }
        throw new AssertionError("the disk is not full");
    }

    private static HttpResponse<String> edit(String token, JsonNode entry, String title) throws Exception {
        return core(token, "PATCH", entry, "", "{\"fields\": {\"title\": \"" + title + "\"}}");
    }

    private static HttpResponse<String> publish(String token, JsonNode entry) throws Exception {
        return core(token, "POST", entry, "/publish", "");
    }

    /** Each call is answered, also on a full disk. */
    private static HttpResponse<String> core(String token, String method, JsonNode entry, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest
                    .newBuilder(URI.create("http://localhost:" + CORE_PORT + "/api/entries/article/"
                            + entry.path("id").asString() + path))
                    .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                    .timeout(Duration.ofMinutes(1)).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
        }
    }
}

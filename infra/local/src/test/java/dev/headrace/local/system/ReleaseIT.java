package dev.headrace.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.StaffTokens;
import dev.headrace.services.Installation;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Readers get all of a release or nothing, even if the core and the edge are killed while it goes live. */
class ReleaseIT {

    private static final int ARTICLES = Integer.getInteger("headrace.release.articles", 150);
    private static final int READERS = 3;
    private static final Duration TIMEOUT = Duration.ofMinutes(4);
    private static final String MODEL = """
            types:
              author:
                title: name
                fields: {name: {type: text}}
              article:
                title: title
                fields:
                  title: {type: text}
                  author: {type: reference, to: [author]}
                views: {full: {include: [author]}}
                lists: {sort: [title]}
            """;

    @TempDir
    Path temp;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> articles = new ArrayList<>();
    private String edge = "";
    private RunningUp up;
    private CoreSession core;

    @BeforeEach
    void start() {
        LocalData data = new LocalData(temp.resolve("data"));
        int corePort = FreePorts.next();
        int edgePort = FreePorts.next();
        up = RunningUp.start(data.folder(), temp.resolve("up.log"), "--empty", "--core-port",
                Integer.toString(corePort), "--edge-port", Integer.toString(edgePort)).awaitReady();
        edge = "http://localhost:" + edgePort;
        core = new CoreSession("http://localhost:" + corePort, new StaffTokens(Installation.find(), data).stored(),
                new OperationLog(0));
        core.apply(MODEL, true);
    }

    @AfterEach
    void stop() {
        up.close();
        http.shutdownNow();
    }

    /** Every other article is in the release; the others show its author. */
    @Test
    void readersGetAllOfItOrNothing() throws Exception {
        String author = create("author", "{\"name\": \"before\"}");
        core.call("POST", "/api/entries/author/" + author + "/publish", "");
        for (int i = 0; i < ARTICLES; i++) {
            String article = create("article", "{\"title\": \"before %d\", \"author\": \"%s\"}".formatted(i, author));
            core.call("POST", "/api/entries/article/" + article + "/publish", "");
            articles.add(article);
        }
        String release = core.call("POST", "/api/releases", "{\"name\": \"All\"}").path("id").stringValue();
        edit("author", author, "{\"name\": \"after\"}");
        List<String> items = new ArrayList<>(List.of("{\"entry\": \"" + author + "\"}"));
        for (int i = 0; i < ARTICLES; i += 2) {
            edit("article", articles.get(i), "{\"title\": \"after " + i + "\"}");
            items.add("{\"entry\": \"" + articles.get(i) + "\"}");
        }
        core.call("POST", "/api/releases/" + release + "/entries", "{\"entries\": [" + String.join(",", items) + "]}");

        change(release, "publish", "before", "after", "live", "core", "edge");
        assertThat(core.call("GET", "/api/releases/" + release, "").at("/receipt/edges").intValue()).isEqualTo(1);
        change(release, "rollback", "after", "before", "returned", "core", "edge");
    }

    private String create(String type, String fields) {
        return core.call("POST", "/api/entries/" + type, "{\"fields\": " + fields + "}").path("id").stringValue();
    }

    private void edit(String type, String id, String fields) {
        core.callIfPresent("PATCH", "/api/entries/" + type + "/" + id, "{\"fields\": " + fields + "}");
    }

    /** Starts a change, kills servers meanwhile, and waits until it is done, while readers check that they see no part of it. */
    private void change(String release, String verb, String from, String to, String state, String... killed)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> readers = IntStream.range(0, READERS)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> read(from, to, over), threads)).toList();
            try {
                core.call("POST", "/api/releases/" + release + "/" + verb, "");
                for (String server : killed) {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(400));
                    up.killServer(server);
                }
                Eventually.holds("the release is " + state, TIMEOUT, () -> hasState(release, state));
                Eventually.holds("readers get it", TIMEOUT, () -> !get("/v1/content/article/" + articles.getFirst())
                        .contains(from));
            } finally {
                over.set(true);
            }
            readers.forEach(CompletableFuture::join);
        }
    }

    private boolean hasState(String release, String state) {
        try {
            CoreSession.Answer answer = core.attempt("GET", "/api/releases/" + release, "");
            return answer.status() == 200 && answer.json().path("state").stringValue().equals(state);
        } catch (RuntimeException | AssertionError e) {
            // the core is starting
            return false;
        }
    }

    private void read(String from, String to, AtomicBoolean over) {
        boolean seen = false;
        while (!over.get()) {
            pause();
            int i = ThreadLocalRandom.current().nextInt(ARTICLES);
            String body = i % 3 == 0
                    ? get("/v1/content/article?limit=100&sort=" + (i % 2 == 0 ? "title" : "-title"))
                    : get("/v1/content/article/" + articles.get(i));
            if (body.isEmpty()) {
                continue;
            }
            boolean hasNew = body.contains("\"name\":\"" + to);
            boolean hasOld = body.contains("\"name\":\"" + from);
            assertThat(hasNew && hasOld).as("a part of it: %s", body).isFalse();
            assertThat(seen && hasOld).as("older than before: %s", body).isFalse();
            seen |= hasNew;
            assertTitles(LocalCore.JSON.readTree(body), hasNew ? to : from);
        }
    }

    /** The servers must be able to start meanwhile. */
    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }

    private void assertTitles(JsonNode body, String expected) {
        List<JsonNode> documents = body.has("items") ? List.copyOf(body.path("items").values()) : List.of(body);
        for (JsonNode document : documents) {
            if (articles.indexOf(document.path("id").stringValue()) % 2 == 0) {
                assertThat(document.path("title").stringValue()).as(body.toString()).startsWith(expected);
            }
        }
    }

    /** The body; empty while the edge is down or not ready. */
    private String get(String path) {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(edge + path)).build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

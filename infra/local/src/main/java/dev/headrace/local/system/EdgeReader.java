package dev.headrace.local.system;

import static dev.headrace.local.core.LocalCore.JSON;

import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Reads from the edge's public API. */
final class EdgeReader implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest newest;

    /** The number of articles at the edge, and the newest as the only item. */
    record Articles(int total, List<Article> items) {}

    /** An article in sample calls. */
    record Article(String id, String slug) {}

    EdgeReader(int port) {
        this.newest = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/content/article?sort=-date&limit=1&view=card"))
                .timeout(TIMEOUT).build();
    }

    /** Returns once this many articles can be read. */
    void awaitArticles(int count) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (articles().total() < count) {
            if (System.nanoTime() > deadline) {
                throw new ServiceException(
                        "Not all of the demo's articles reached the edge within " + TIMEOUT.toSeconds() + " s.");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    Optional<Article> newestArticle() {
        return articles().items().stream().findFirst();
    }

    /** Empty if the model has no articles. */
    private Articles articles() {
        try {
            HttpResponse<String> response = http.send(newest, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? JSON.readValue(response.body(), Articles.class)
                    : new Articles(0, List.of());
        } catch (IOException e) {
            throw new ServiceException("The edge is unavailable: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for the edge.", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

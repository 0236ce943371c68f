package dev.headrace.local.system;

import static dev.headrace.local.core.LocalCore.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.local.token.UserTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An end user of the edge; a rejected call fails the test. */
final class EndUser implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String edge;
    private final String token;

    /**
     * @param edge URL of the edge, without a trailing slash
     * @param data data folder of the system, with the key that signs the user's tokens
     */
    EndUser(String edge, LocalData data, String name) {
        this.edge = edge;
        this.token = new UserTokens(data, Clock.systemUTC()).issue(name);
    }

    /** @param path path and query */
    JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The body of a response, whatever its status. */
    String text(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).body();
    }

    /** The lines of a response. */
    List<String> lines(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** Likes a document and returns the id of the accepted event. */
    String like(JsonNode document) throws IOException, InterruptedException {
        HttpResponse<String> answer = tryToLike(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).path("id").asString();
    }

    /** The same, whatever the response. */
    HttpResponse<String> tryToLike(JsonNode document) throws IOException, InterruptedException {
        return send(request("/v1/content/" + document.path("type").asString() + "/"
                + document.path("id").asString() + "/reactions/like").PUT(BodyPublishers.noBody()));
    }

    /** The status in an event's receipt. */
    String status(String event) throws IOException, InterruptedException {
        return read("/v1/receipts/" + event).path("status").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(edge + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}

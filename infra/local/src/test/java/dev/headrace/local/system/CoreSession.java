package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.core.LocalCore;
import dev.headrace.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Calls the core's API and logs writes. */
final class CoreSession {

    private static final Duration JOB_TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;
    private final OperationLog log;

    CoreSession(String url, String token, OperationLog log) {
        this.url = url;
        this.token = token;
        this.log = log;
    }

    /** A response of the core. */
    record Answer(int status, String text) {
        JsonNode json() {
            return LocalCore.JSON.readTree(text);
        }
    }

    /** A call that must succeed. */
    JsonNode call(String method, String path, String body) {
        return succeeded(attempt(method, path, body)).json();
    }

    /** A call that must succeed, on a draft that exists. */
    JsonNode callIfPresent(String method, String path, String body) {
        return succeeded(send(method, path, "application/json", body, "If-Match", "*")).json();
    }

    /** A call that must be rejected as invalid. */
    void expectRejection(String method, String path, String body) {
        Answer answer = attempt(method, path, body);
        assertThat(answer.status()).as("%s%n%s", log, answer.text()).isEqualTo(400);
    }

    /** A call that may be rejected but must not fail. */
    Answer attempt(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    /** Applies a model, including destructive steps. */
    void apply(String model, boolean prune) {
        succeeded(send("POST", "/api/schema/apply?allowDestructive=true&prune=" + prune, "application/yaml", model));
    }

    /** Rebuilds the data in Redis. */
    void rebuild(Runnable meanwhile) {
        String job = call("POST", "/api/rebuild", "").path("job").stringValue();
        Eventually.holds("the rebuild has ended", JOB_TIMEOUT, () -> {
            meanwhile.run();
            return !call("GET", "/api/jobs/" + job, "").path("finishedAt").isNull();
        });
        JsonNode ended = call("GET", "/api/jobs/" + job, "");
        assertThat(ended.path("state").stringValue()).as(ended.toString()).isEqualTo("succeeded");
        assertThat(ended.path("failures").isEmpty()).as(ended.toString()).isTrue();
    }

    private Answer succeeded(Answer answer) {
        assertThat(answer.status()).as("%s%n%s", log, answer.text()).isBetween(200, 299);
        return answer;
    }

    private Answer send(String method, String path, String type, String body, String... headers) {
        if (!method.equals("GET")) {
            log.add(Thread.currentThread().getName() + ": " + method + " " + path + " " + body);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token).header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).as("%s%n%s %s%n%s", log, method, path, answer.body()).isLessThan(500);
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(log + "\n" + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

package dev.headrace.local.doctor;

import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tier reports about itself at its management port.
 *
 * @param management URL of the port
 */
record TierHealth(String management) {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Problems of a tier that answers requests.
     *
     * @throws ServiceException if it is not ready
     */
    List<String> problems() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String readiness = management + "/readyz";
            HttpResponse<String> ready = get(http, readiness);
            if (ready.statusCode() != 200) {
                throw new ServiceException("is not ready: " + readiness + " responds " + ready.statusCode());
            }
            return Stream.concat(notes(ready), components(get(http, management + "/health"))).toList();
        }
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), BodyHandlers.ofString());
    }

    /** The edge has its notes next to its readiness. */
    private static Stream<String> notes(HttpResponse<String> ready) {
        return json(ready).path("notes").valueStream().map(JsonNode::asString);
    }

    /** The core has components, each with details; the edge has no such page. */
    private static Stream<String> components(HttpResponse<String> health) {
        return json(health).path("components").properties().stream()
                .filter(component -> !component.getValue().path("status").asString("UP").equals("UP"))
                .map(TierHealth::problem);
    }

    private static String problem(Map.Entry<String, JsonNode> component) {
        JsonNode details = component.getValue().path("details");
        return details.path("problem").isString()
                ? details.path("problem").stringValue()
                : component.getKey() + " is " + component.getValue().path("status").asString() + " " + details;
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}

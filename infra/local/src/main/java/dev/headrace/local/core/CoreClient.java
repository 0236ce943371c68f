package dev.headrace.local.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Calls the core with a personal access token, and with a new one when that is refused. */
public final class CoreClient implements AutoCloseable {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    /** An import of fifty long articles takes seconds, not minutes. */
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final JsonMapper json;
    private final URI core;
    private final Credentials credentials;

    /** Where tokens come from. */
    public interface Credentials {
        /** The one that served last. */
        String kept();

        /** A new one instead of the kept one, which was refused. */
        String renew();
    }

    /** @param core the core's address, without a path */
    public CoreClient(URI core, Credentials credentials, JsonMapper json) {
        this.core = core;
        this.credentials = credentials;
        this.json = json;
    }

    /**
     * The body of the answer.
     *
     * @param path with its query
     * @throws ProblemException if the core answers with a problem
     * @throws ServiceException if it does not answer
     */
    public String get(String path) {
        return call(HttpRequest.newBuilder(core.resolve(path)).GET());
    }

    /** Sends a body and gives the answer's, with the same problems as {@link #get}. */
    public String post(String path, String contentType, String body) {
        return call(HttpRequest.newBuilder(core.resolve(path)).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, UTF_8)));
    }

    private String call(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, credentials::kept);
        if (response.statusCode() == 401) {
            response = send(request, credentials::renew);
        }
        if (response.statusCode() >= 400) {
            throw ProblemException.of(response, json);
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Supplier<String> token) {
        HttpRequest signed = request.setHeader("Authorization", "Bearer " + token.get()).timeout(ANSWER_PATIENCE)
                .build();
        try {
            return http.send(signed, BodyHandlers.ofString(UTF_8));
        } catch (ConnectException e) {
            throw new ServiceException("Nobody answers at " + core + "; is Headrace running?", e);
        } catch (IOException e) {
            throw new ServiceException("The core at " + core + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for the core.", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

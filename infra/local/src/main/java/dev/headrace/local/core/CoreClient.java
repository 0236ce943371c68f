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
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Calls the core with a personal access token, and with a new one if that is rejected. */
public final class CoreClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Long, because a model change may rewrite many values before it responds. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofMinutes(2);
    /** Long enough for the core to restart. */
    private static final Duration MAX_RETRY = Duration.ofMinutes(1);
    /** Shorter interruptions are not worth a message. */
    private static final Duration SILENT_RETRY = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(600);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final List<Integer> TEMPORARY = List.of(429, 502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final JsonMapper json;
    private final URI core;
    private final Credentials credentials;
    private final Pauses pauses;
    private final Consumer<String> notices;

    /** Provides tokens. */
    public interface Credentials {
        /** The stored token. */
        String stored();

        /** A new token, to replace the stored one, which was rejected. */
        String renew();
    }

    /**
     * @param core URL of the core, without a path
     * @param notices receives a line when a call must wait for the core
     */
    public CoreClient(URI core, Credentials credentials, JsonMapper json, Consumer<String> notices) {
        this(core, credentials, json, Pauses.SYSTEM, notices);
    }

    CoreClient(URI core, Credentials credentials, JsonMapper json, Pauses pauses, Consumer<String> notices) {
        this.core = core;
        this.credentials = credentials;
        this.json = json;
        this.pauses = pauses;
        this.notices = notices;
    }

    /**
     * Makes a call and retries it for a minute while the core is unavailable. The call must be idempotent.
     */
    public <T> T retry(Supplier<T> call) {
        long start = pauses.nanoTime();
        Duration pause = FIRST_PAUSE;
        boolean announced = false;
        while (true) {
            long waited;
            try {
                return call.get();
            } catch (ServiceException | ProblemException e) {
                waited = pauses.nanoTime() - start;
                if (!isTemporary(e) || waited > MAX_RETRY.toNanos()) {
                    throw e;
                }
            }
            if (!announced && waited >= SILENT_RETRY.toNanos()) {
                notices.accept("The core does not answer; waiting for it for up to a minute.");
                announced = true;
            }
            wait(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
    }

    private static boolean isTemporary(RuntimeException failure) {
        return !Thread.currentThread().isInterrupted()
                && (!(failure instanceof ProblemException problem) || TEMPORARY.contains(problem.status()));
    }

    private void wait(Duration pause) {
        try {
            pauses.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for the core.", e);
        }
    }

    /**
     * Returns the response body.
     *
     * @param path path and query
     * @throws ProblemException if the core responds with an error
     * @throws ServiceException if the core is unavailable
     */
    public String get(String path) {
        return call(HttpRequest.newBuilder(core.resolve(path)).GET());
    }

    /** Sends a body and returns the response body; throws the same exceptions as {@link #get}. */
    public String post(String path, String contentType, String body) {
        return call(HttpRequest.newBuilder(core.resolve(path)).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, UTF_8)));
    }

    /** Sends a DELETE request and returns the response body; throws the same exceptions as {@link #get}. */
    public String delete(String path) {
        return call(HttpRequest.newBuilder(core.resolve(path)).DELETE());
    }

    private String call(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, credentials::stored);
        if (response.statusCode() == 401) {
            response = send(request, credentials::renew);
        }
        if (response.statusCode() >= 400) {
            throw ProblemException.of(response, json);
        }
        return response.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Supplier<String> token) {
        HttpRequest signed = request.setHeader("Authorization", "Bearer " + token.get()).timeout(RESPONSE_TIMEOUT)
                .build();
        try {
            return http.send(signed, BodyHandlers.ofString(UTF_8));
        } catch (ConnectException e) {
            throw new ServiceException("Cannot connect to the core at " + core
                    + ". It is not running, or is still starting; ./headrace doctor shows its state.", e);
        } catch (IOException e) {
            throw new ServiceException("The core at " + core + " is unavailable: " + e, e);
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

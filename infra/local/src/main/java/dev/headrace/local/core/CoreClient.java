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
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Calls the core with a personal access token, and with a new one when that is refused. */
public final class CoreClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** A change of the model may rewrite many values before the answer. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    /** Long enough for a core that is started again. */
    private static final Duration MAX_RETRY = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final List<Integer> TEMPORARY = List.of(429, 502, 503, 504);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final JsonMapper json;
    private final URI core;
    private final Credentials credentials;
    private final Duration maxRetry;

    /** Where tokens come from. */
    public interface Credentials {
        /** The one that served last. */
        String kept();

        /** A new one instead of the kept one, which was refused. */
        String renew();
    }

    /** @param core the core's address, without a path */
    public CoreClient(URI core, Credentials credentials, JsonMapper json) {
        this(core, credentials, json, MAX_RETRY);
    }

    /** @param maxRetry how long {@link #retry} repeats a call */
    CoreClient(URI core, Credentials credentials, JsonMapper json, Duration maxRetry) {
        this.core = core;
        this.credentials = credentials;
        this.json = json;
        this.maxRetry = maxRetry;
    }

    /**
     * Makes a call, and repeats it for a minute while the core does not answer or is unavailable. The call must change
     * nothing when it is repeated.
     */
    public <T> T retry(Supplier<T> call) {
        long deadline = System.nanoTime() + maxRetry.toNanos();
        Duration pause = maxRetry.dividedBy(100);
        while (true) {
            try {
                return call.get();
            } catch (ServiceException | ProblemException e) {
                if (!isTemporary(e) || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
        }
    }

    private static boolean isTemporary(RuntimeException failure) {
        return !Thread.currentThread().isInterrupted()
                && (!(failure instanceof ProblemException problem) || TEMPORARY.contains(problem.status()));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while waiting for the core.", e);
        }
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

    /** Deletes what is at a path, with the same problems as {@link #get}. */
    public String delete(String path) {
        return call(HttpRequest.newBuilder(core.resolve(path)).DELETE());
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
        HttpRequest signed = request.setHeader("Authorization", "Bearer " + token.get()).timeout(ANSWER_TIMEOUT)
                .build();
        try {
            return http.send(signed, BodyHandlers.ofString(UTF_8));
        } catch (ConnectException e) {
            throw new ServiceException("The core does not answer at " + core + "; is Headrace running?", e);
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

package dev.headrace.local.inputs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.local.system.RunningUp;
import dev.headrace.local.token.StaffTokens;
import dev.headrace.services.Installation;
import dev.headrace.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A system without the demo, and clients of it. */
final class RunningSystem implements AutoCloseable {

    private static final Pattern PASSWORD = Pattern.compile("password (\\S{24}) ");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new LocalCookies()).followRedirects(Redirect.NORMAL).build();
    private final Path temp;
    private final RunningUp up;
    private final int corePort;
    private final int edgePort;
    private final LocalData data;
    private final String token;

    private RunningSystem(Path temp) {
        this.temp = temp;
        this.corePort = FreePorts.next();
        this.edgePort = FreePorts.next();
        this.data = new LocalData(temp.resolve("data"));
        this.up = RunningUp.start(data.folder(), temp.resolve("up.log"), "--empty", "--core-port",
                Integer.toString(corePort), "--edge-port", Integer.toString(edgePort)).awaitReady();
        this.token = new StaffTokens(Installation.find(), data).stored();
    }

    static RunningSystem start(Path temp) {
        return new RunningSystem(temp);
    }

    /** Values that every table may use. */
    Values values() {
        return Values.of("token", token);
    }

    /** A request to the core with a token of staff. */
    HttpRequest.Builder toCore(String path) {
        return request("http://localhost:" + corePort, path).header("Authorization", "Bearer " + token);
    }

    HttpRequest.Builder toEdge(String path) {
        return request("http://localhost:" + edgePort, path);
    }

    /** A request to a page of the core, for {@link #browse}. */
    HttpRequest.Builder toPage(String path) {
        return request("http://localhost:" + corePort, path).header("Accept", "text/html,*/*;q=0.8");
    }

    private static HttpRequest.Builder request(String server, String path) {
        return HttpRequest.newBuilder(URI.create(server + encoded(path)));
    }

    /** Percent-encodes what tables show as it is: letters beyond ASCII, and brackets. Nothing is normalized. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : path.getBytes(UTF_8)) {
            if (each > ' ' && each != '[' && each != ']' && each != '"') {
                encoded.append((char) each);
            } else {
                encoded.append("%%%02X".formatted(each));
            }
        }
        return encoded.toString();
    }

    Answer core(String method, String path, String contentType, String body) {
        return send(toCore(path).header("Content-Type", contentType).method(method, BodyPublishers.ofString(body)));
    }

    Answer edge(String method, String path) {
        return send(toEdge(path).method(method, BodyPublishers.noBody()));
    }

    Answer send(HttpRequest.Builder request) {
        return send(client, request);
    }

    /** Sends a request with the cookies of the browser, and follows redirects. */
    Answer browse(HttpRequest.Builder request) {
        return send(browser, request);
    }

    private static Answer send(HttpClient client, HttpRequest.Builder request) {
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    int port(String tier) {
        return switch (tier) {
            case "core" -> corePort;
            case "edge" -> edgePort;
            default -> throw new AssertionError("unknown tier: " + tier);
        };
    }

    LocalData data() {
        return data;
    }

    /** The first administrator's password. */
    String password() {
        Matcher password = PASSWORD.matcher(up.text());
        assertThat(password.find()).as(up.text()).isTrue();
        return password.group(1);
    }

    /** A new folder. */
    Path folder() {
        try {
            return Files.createTempDirectory(temp, "folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        up.close();
        client.close();
        browser.close();
    }
}

package dev.headrace.local.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleSiteTest {

    @TempDir
    Path temp;
    private SampleSite site;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("site"));
        Files.writeString(folder.resolve("index.html"), "<p>home</p>");
        Files.writeString(folder.resolve("notes.txt"), "not part of the site");
        Files.writeString(temp.resolve("secret.html"), "secret");
        site = new SampleSite(folder, "http://localhost:1", () -> "a-token");
    }

    @AfterEach
    void stop() {
        site.close();
        http.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(site.url() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void filesAreServedWithAPolicyThatOnlyTheEdgeIsPartOf() throws Exception {
        HttpResponse<String> home = get("");

        assertThat(home.body()).isEqualTo("<p>home</p>");
        assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "connect-src 'self' http://localhost:1;").doesNotContain("unsafe");
    }

    @Test
    void onlyTheFilesOfTheSiteAreServed() throws Exception {
        assertThat(get("notes.txt").statusCode()).isEqualTo(404);
        assertThat(get("..%2Fsecret.html").statusCode()).isEqualTo(404);
    }

    @Test
    void theTokenIsForPagesOfTheSiteOnly() throws Exception {
        HttpResponse<String> settings = get("settings.json");
        assertThat(settings.body()).contains("\"token\":\"a-token\"", "\"edge\":\"http://localhost:1\"");
        assertThat(settings.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(settings.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");

        assertThat(statusFor("rebound.example")).contains(" 421 ");
    }

    private String statusFor(String host) throws IOException {
        int port = URI.create(site.url()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET /settings.json HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    /** Whether or not something else has the port: then both are served. */
    @Test
    void anotherPortIsUsedIfTheOneIsTaken() throws Exception {
        try (ServerSocket _ = taken();
                SampleSite other = new SampleSite(temp.resolve("site"), "http://localhost:1",
                        () -> "a-token")) {
            assertThat(other.url()).isNotEqualTo(site.url()).isNotEqualTo("http://localhost:" + SampleSite.PORT + "/");
        }
    }

    private static ServerSocket taken() throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), SampleSite.PORT));
        } catch (IOException e) {
            // Taken already, by the first site or by another process.
        }
        return socket;
    }
}

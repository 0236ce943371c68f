package dev.headrace.local.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headrace.local.site.SiteFiles.Content;
import dev.headrace.services.ServiceException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the sample site on loopback: its files, and the address of the edge with a token of a demo user as
 * {@code /settings.json}, which pages of other origins cannot read.
 */
public final class SampleSite implements AutoCloseable {

    /** The port if it is free. */
    static final int PORT = 8082;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BACKLOG = 64;
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().daemon().name("site-", 0).factory());
    private final SiteFiles files;
    private final String edge;
    private final Supplier<String> token;
    private final Set<String> hosts;

    /**
     * Starts at once.
     *
     * @param edge URL of the edge, without a path
     * @param token a new token of the demo user
     */
    public SampleSite(Path folder, String edge, Supplier<String> token) {
        this.files = new SiteFiles(folder);
        this.edge = edge;
        this.token = token;
        this.server = bind();
        // Other names would be those of pages that have been led here.
        this.hosts = Set.of("localhost:" + port(), "127.0.0.1:" + port());
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static HttpServer bind() {
        try {
            return HttpServer.create(address(PORT), BACKLOG);
        } catch (BindException e) {
            return bindAnywhere();
        } catch (IOException e) {
            throw new ServiceException("Cannot serve the sample site: " + e.getMessage(), e);
        }
    }

    private static HttpServer bindAnywhere() {
        try {
            return HttpServer.create(address(0), BACKLOG);
        } catch (IOException e) {
            throw new ServiceException("Cannot serve the sample site: " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public String url() {
        return "http://localhost:" + port() + "/";
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!hosts.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
                exchange.sendResponseHeaders(421, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                send(exchange, content(exchange.getRequestURI().getPath()));
            }
        }
    }

    private @Nullable Content content(String path) throws IOException {
        return path.equals("/settings.json")
                ? new Content("application/json",
                        JSON.writeValueAsString(Map.of("edge", edge, "token", token.get())).getBytes(UTF_8))
                : files.find(path);
    }

    private void send(HttpExchange exchange, @Nullable Content content) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self' " + edge
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            headers.set("Content-Type", content.type());
            exchange.sendResponseHeaders(200, content.bytes().length);
            exchange.getResponseBody().write(content.bytes());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.headrace.admin;

import dev.headrace.admin.staff.IssuedTokens;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Database;
import dev.headrace.testkit.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running core on real services, and a client of its API. */
public final class CoreUnderTest implements AutoCloseable {

    public static final String EMAIL = "admin@localhost";
    public static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Object> settings;
    private Class<?>[] beans;
    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;
    private String token;

    /** An API response. */
    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return response.body();
        }
    }

    private CoreUnderTest(Map<String, Object> settings, Class<?>... beans) {
        this.settings = settings;
        this.beans = beans;
        this.context = run();
        this.token = token();
    }

    /** Starts a core on its own databases and queues. */
    public static CoreUnderTest start() {
        return start(new Class<?>[0]);
    }

    /** Like {@link #start()}, with additional settings. */
    public static CoreUnderTest start(Map<String, Object> further) {
        Map<String, Object> settings = settings();
        settings.putAll(further);
        return new CoreUnderTest(settings);
    }

    /** Like {@link #start()}, with additional beans of these classes. */
    public static CoreUnderTest start(Class<?>... beans) {
        return new CoreUnderTest(settings(), beans);
    }

    /** Starts a core on a given database, with its own queue and Redis, and with additional settings and beans. */
    public static CoreUnderTest on(Database database, Map<String, Object> further, Class<?>... beans) {
        Map<String, Object> settings = settings(database);
        settings.putAll(further);
        return new CoreUnderTest(settings, beans);
    }

    private static Map<String, Object> settings() {
        return settings(Backends.postgres().freshDatabase());
    }

    private static Map<String, Object> settings(Database database) {
        Queue queue = Backends.queue().absentQueue();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("HEADRACE_CORE_PORT", 0);
        settings.put("HEADRACE_CORE_MANAGEMENT_PORT", 0);
        settings.put("HEADRACE_DATABASE_URL", database.jdbcUrl());
        settings.put("HEADRACE_DATABASE_USER", database.user());
        settings.put("HEADRACE_DATABASE_PASSWORD", database.password());
        settings.put("HEADRACE_REDIS_URL", Backends.redis().freshUrl());
        settings.put("HEADRACE_SQS_ENDPOINT", queue.endpoint().toString());
        settings.put("HEADRACE_SQS_REGION", queue.region());
        settings.put("HEADRACE_SQS_QUEUE", queue.name());
        settings.put("HEADRACE_SQS_CREATE", true);
        settings.put("HEADRACE_ADMIN_EMAIL", EMAIL);
        settings.put("HEADRACE_ADMIN_PASSWORD", PASSWORD);
        return settings;
    }

    /** Starts another core on the same databases and queues. */
    public CoreUnderTest another() {
        return new CoreUnderTest(settings, beans);
    }

    private ConfigurableApplicationContext run() {
        SpringApplication application = new SpringApplication(AdminCore.class);
        application.addPrimarySources(List.of(beans));
        application.setDefaultProperties(settings);
        return application.run();
    }

    public String token() {
        return IssuedTokens.issue(context, EMAIL);
    }

    /** Creates an editor and returns a token. */
    public String editorToken() {
        String email = UUID.randomUUID() + "@example.org";
        bean(JdbcClient.class).sql("""
                insert into staff (id, email, name, password_hash, role, created_at)
                values (gen_random_uuid(), :email, 'Editor', '', 'editor', now())""").param("email", email).update();
        return IssuedTokens.issue(context, email);
    }

    /** Returns a bean of the running core. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public URI url(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public URI managementUrl(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.management.port") + path);
    }

    public Answer get(String path) {
        return call("GET", path, "application/json", "");
    }

    public Answer post(String path, String json) {
        return call("POST", path, "application/json", json);
    }

    public Answer put(String path, String json, String... headers) {
        return call("PUT", path, "application/json", json, headers);
    }

    public Answer patch(String path, String json, String... headers) {
        return call("PATCH", path, "application/json", json, headers);
    }

    public Answer apply(String yaml) {
        return call("POST", "/api/schema/apply", "application/yaml", yaml);
    }

    public Answer delete(String path) {
        return call("DELETE", path, "application/json", "");
    }

    /** Calls the API with the administrator's token. */
    public Answer call(String method, String path, String contentType, String body, String... headers) {
        return callWith(token, method, path, contentType, body, headers);
    }

    public Answer callWith(String ownToken, String method, String path, String contentType, String body,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).header("Authorization", "Bearer " + ownToken)
                .header("Content-Type", contentType).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Restarts the core on the same data. */
    public void restart() {
        context.close();
        context = run();
    }

    /** Like {@link #restart()}, but with these additional beans instead of the previous ones. */
    public void restartWith(Class<?>... others) {
        beans = others;
        restart();
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}

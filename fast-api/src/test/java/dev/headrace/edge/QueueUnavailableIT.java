package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionEvent;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import dev.headrace.testkit.QueueBackend;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QueueUnavailableIT {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** How long the edge waits for the queue to accept a message. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(2);

    private final Tokens tokens = new Tokens();

    private Map<String, String> variables(Queue queue) {
        Map<String, String> variables = new HashMap<>(RunningEdge.shippingTo(queue));
        variables.put("HEADRACE_JWT_KEYS_FILE", tokens.keysFile().toString());
        return variables;
    }

    private HttpResponse<String> like(RunningEdge edge, Article article, String user) {
        return edge.send("PUT", article.path() + "/reactions/like", "", "Authorization", "Bearer " + tokens.of(user));
    }

    private static EventId id(HttpResponse<String> accepted) {
        Matcher matcher = ID.matcher(accepted.body());
        assertThat(matcher.find()).as(accepted.body()).isTrue();
        return EventId.parse(matcher.group(1));
    }

    private static Set<EventId> receivedIds(QueueReader reader) {
        return reader.received().stream().map(InteractionEvent::id).collect(Collectors.toSet());
    }

    @Test
    @Tag("ends-servers")
    void writesStayInRedisUntilTheQueueIsAvailableAgain() {
        QueueBackend backend = Backends.queue();
        String redis = Backends.redis().freshUrl();
        Queue queue = backend.freshQueue();
        Article article = Article.titled("Kept");
        Set<EventId> accepted = new HashSet<>();
        try (ContentFixture content = new ContentFixture(redis);
                RunningEdge edge = RunningEdge.start(redis, variables(queue))) {
            content.publishModel();
            content.publish(article);
            Eventually.holds("writes go to the queue", () -> {
                HttpResponse<String> response = like(edge, article, "first");
                accepted.add(id(response));
                return response.headers().firstValue("Headrace-Durability").orElse("").equals("queue");
            });

            backend.kill();
            accepted.addAll(likesKeptInRedis(edge, article, 20));
            assertThat(content.outboxLength(article.target())).isGreaterThanOrEqualTo(20);
            assertThat(edge.management("/readyz").statusCode()).isEqualTo(200);
            assertThat(edge.management("/readyz").body()).contains("The queue is unavailable, and writes are kept");
            assertThat(edge.get(article.path()).statusCode()).isEqualTo(200);

            backend.start();
            try (QueueReader reader = new QueueReader(queue)) {
                Eventually.passes("all accepted events are in the queue", Duration.ofSeconds(40),
                        () -> assertThat(receivedIds(reader)).containsAll(accepted));
            }
            Eventually.holds("the outbox is empty", () -> content.outboxLength(article.target()) == 0);
            Eventually.passes("health has no notes", () -> assertThat(edge.management("/readyz").body())
                    .isEqualTo("{\"status\":\"UP\"}"));
        }
    }

    private Set<EventId> likesKeptInRedis(RunningEdge edge, Article article, int count) {
        Set<EventId> accepted = new HashSet<>();
        Instant before = Instant.now();
        for (int i = 0; i < count; i++) {
            HttpResponse<String> response = like(edge, article, "user-" + i);
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.headers().firstValue("Headrace-Durability")).contains("redis");
            accepted.add(id(response));
        }
        assertThat(Duration.between(before, Instant.now())).as("requests do not wait for the queue")
                .isLessThan(SEND_TIMEOUT.multipliedBy(count));
        return accepted;
    }

    @Test
    void writersReadTheirOwnWritesEvenIfInvalidationsAreDelayed() throws IOException {
        String redis = Backends.redis().freshUrl();
        Article article = Article.titled("Read at once");
        try (ContentFixture content = new ContentFixture(redis);
                StallingProxy proxy = new StallingProxy(redis);
                RunningEdge edge = RunningEdge.start(proxy.url(),
                        Map.of("HEADRACE_JWT_KEYS_FILE", tokens.keysFile().toString()))) {
            content.publishModel();
            content.publish(article);
            Eventually.holds("the model is known", () -> edge.get(article.path()).statusCode() == 200);
            for (Supplier<HttpResponse<String>> write : List.<Supplier<HttpResponse<String>>>of(
                    () -> like(edge, article, "reader"), () -> edge.send("POST", article.path() + "/views", ""))) {
                Eventually.holds("the tally is cached",
                        () -> edge.get(article.path() + "/stats").statusCode() == 200);
                proxy.stallTracked();
                assertThat(write.get().statusCode()).isEqualTo(202);
                // No tally is better than one without the user's own write.
                assertThat(edge.get(article.path() + "/stats").statusCode()).isEqualTo(503);
                proxy.resume();
            }
            Eventually.passes("both are counted", () -> assertThat(edge.get(article.path() + "/stats").body())
                    .contains("\"views\":1", "\"like\":1"));
        }
    }
}

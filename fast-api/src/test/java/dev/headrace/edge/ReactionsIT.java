package dev.headrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.ReactionChanged;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import dev.headrace.testkit.Queue;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReactionsIT {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private static final Tokens TOKENS = new Tokens();
    private static ContentFixture content;
    private static QueueReader queue;
    private static Map<String, String> variables;
    private static String redis;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        redis = Backends.redis().freshUrl();
        Queue name = Backends.queue().freshQueue();
        queue = new QueueReader(name);
        content = new ContentFixture(redis);
        content.publishModel();
        variables = new HashMap<>(RunningEdge.shippingTo(name));
        variables.put("HEADRACE_JWT_KEYS_FILE", TOKENS.keysFile().toString());
        variables.put("HEADRACE_EDGE_USER_WRITES_BURST", "30");
        edge = RunningEdge.start(redis, variables);
        Eventually.holds("the queue is found", () -> edge.metric("headrace_edge_queue_up") == 1);
    }

    @AfterAll
    static void stop() {
        edge.close();
        queue.close();
        content.close();
    }

    private static String user() {
        return "user-" + UUID.randomUUID();
    }

    private static Article published(String title) {
        Article article = Article.titled(title);
        content.publish(article);
        return article;
    }

    private static HttpResponse<String> react(String method, Article article, String user, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + TOKENS.of(user);
        System.arraycopy(headers, 0, all, 2, headers.length);
        return edge.send(method, article.path() + "/reactions/like", "", all);
    }

    @Test
    void writesWithoutKeysLeaveALimitedNumberOfReceipts() {
        int limit = 20;
        Map<String, String> limited = new HashMap<>(variables);
        limited.put("HEADRACE_EDGE_KEYLESS_RECEIPTS", String.valueOf(limit));
        limited.put("HEADRACE_EDGE_KEYLESS_RECEIPT_SECONDS", "9");
        Article article = published("Liked by many");
        List<EventId> ids = new ArrayList<>();
        try (RunningEdge other = RunningEdge.start(redis, limited)) {
            for (int i = 0; i < 3 * limit; i++) {
                ids.add(EventId.parse(id(other.send("PUT", article.path() + "/reactions/like", "", "Authorization",
                        "Bearer " + TOKENS.of(user())))));
            }
        }

        String[] receipts = ids.stream().map(RedisKeys::receipt).toArray(String[]::new);
        assertThat(content.redis().exists(receipts)).isBetween(1L, (long) limit);
    }

    private static String id(HttpResponse<String> accepted) {
        Matcher matcher = ID.matcher(accepted.body());
        assertThat(matcher.find()).as(accepted.body()).isTrue();
        return matcher.group(1);
    }

    @Test
    void reactionIsAcknowledgedOnceQueuedAndVisibleImmediately() {
        Article article = published("Liked");
        String user = user();

        HttpResponse<String> liked = react("PUT", article, user);
        assertThat(liked.statusCode()).isEqualTo(202);
        assertThat(liked.headers().firstValue("Headrace-Durability")).contains("queue");
        assertThat(liked.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(liked.body()).isEqualTo("{\"id\":\"" + id(liked) + "\",\"state\":{\"reactions\":{\"like\":true}},"
                + "\"stats\":{\"views\":0,\"reactions\":{\"like\":1,\"insightful\":0}}}");
        Eventually.holds("the outbox is empty", () -> content.outboxLength(article.target()) == 0);
        assertThat(edge.get("/v1/receipts/" + id(liked)).body()).isEqualTo("{\"status\":\"accepted\"}");
        assertThat(edge.get(article.path() + "/stats").body()).contains("\"like\":1");

        HttpResponse<String> unliked = react("DELETE", article, user);
        assertThat(unliked.statusCode()).isEqualTo(202);
        assertThat(unliked.body()).contains("\"like\":false").contains("\"like\":0");

        Eventually.passes("the queue has both", () -> assertThat(queue.received()).contains(
                event(id(liked), article, user, true), event(id(unliked), article, user, false)));
    }

    private static InteractionEvent event(String id, Article article, String user, boolean on) {
        return new InteractionEvent(EventId.parse(id), ReactionChanged.KIND, article.target(), user,
                new ReactionChanged("like", on).toJson());
    }

    @Test
    void repeatedReactionsOfAUserCountOnce() {
        Article article = published("Liked by two");
        String user = user();
        assertThat(react("PUT", article, user).body()).contains("\"like\":1");
        assertThat(react("PUT", article, user).body()).contains("\"like\":1");
        assertThat(react("PUT", article, user()).body()).contains("\"like\":2");
        assertThat(react("DELETE", article, user).body()).contains("\"like\":1");
        assertThat(react("DELETE", article, user).body()).contains("\"like\":1");
    }

    @Test
    void retryWithTheSameKeyGetsTheFirstResponse() {
        Article article = published("Retried");
        String user = user();
        String key = EntryId.fresh().toString();
        HttpResponse<String> first = react("PUT", article, user, "Idempotency-Key", key);
        assertThat(react("DELETE", article, user).body()).contains("\"like\":false");

        HttpResponse<String> again = react("PUT", article, user, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(again.body()).contains("\"state\":{\"reactions\":{\"like\":true}}").contains("\"like\":0");
        assertThat(again.headers().firstValue("Headrace-Durability")).contains("queue");
        // Keys of different users are independent.
        assertThat(id(react("PUT", article, user(), "Idempotency-Key", key))).isNotEqualTo(id(first));
    }

    @Test
    void retryAfterRedisDataLossHasTheSameEventId() {
        Article article = published("Retried after a loss");
        String user = user();
        String key = EntryId.fresh().toString();
        HttpResponse<String> first = react("PUT", article, user, "Idempotency-Key", key);

        content.redis().flushall();
        content.publishModel();
        content.publish(article);
        Eventually.passes("the document is available again",
                () -> assertThat(edge.get(article.path()).statusCode()).isEqualTo(200));

        HttpResponse<String> again = react("PUT", article, user, "Idempotency-Key", key);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(id(again)).isEqualTo(id(first));
    }

    @Test
    void keyReuseForAnotherWriteIsRejected() {
        Article article = published("Reused");
        String user = user();
        assertThat(react("PUT", article, user, "Idempotency-Key", "k1").statusCode()).isEqualTo(202);
        assertThat(react("DELETE", article, user, "Idempotency-Key", "k1").statusCode()).isEqualTo(422);
    }

    @Test
    void retryWhileTheFirstAttemptIsInFlightIsAConflict() {
        Article article = published("A Canal in Winter");
        String user = user();
        HttpResponse<String> first = react("PUT", article, user, "Idempotency-Key", "k2");
        // Simulates an event that has not been shipped yet.
        content.putBackIntoOutbox(article.target(), EventId.parse(id(first)));

        HttpResponse<String> again = react("PUT", article, user, "Idempotency-Key", "k2");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("Retry-After")).isPresent();
        Eventually.passes("the sweeper has shipped it", () -> {
            assertThat(react("PUT", article, user, "Idempotency-Key", "k2").statusCode()).isEqualTo(202);
            assertThat(content.outboxLength(article.target())).isZero();
        });
    }

    @Test
    void keysMustBeWellFormedWithARecentTimestamp() {
        Article article = published("Keys");
        String user = user();
        String old = uuidOf(Instant.now().minusSeconds(35 * 86_400L));
        String future = uuidOf(Instant.now().plusSeconds(2 * 86_400L));
        for (String key : List.of("k".repeat(201), "two words", old, future)) {
            assertThat(react("PUT", article, user, "Idempotency-Key", key).statusCode()).as(key).isEqualTo(400);
        }
        assertThat(react("PUT", article, user, "Idempotency-Key", "k".repeat(200)).statusCode()).isEqualTo(202);
    }

    private static String uuidOf(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | 0x7000, 0x8000_0000_0000_0000L).toString();
    }

    @Test
    void reactionsRequireAValidToken() {
        Article article = published("Guarded");
        String path = article.path() + "/reactions/like";
        HttpResponse<String> anonymous = edge.send("PUT", path, "");
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"headrace\"");

        String expired = TOKENS.of("anna", Instant.now().minusSeconds(60));
        String forged = new Tokens().of("anna");
        for (String credentials : List.of("Basic YTpi", "Bearer x", "Bearer " + expired, "Bearer " + forged)) {
            HttpResponse<String> rejected = edge.send("PUT", path, "", "Authorization", credentials);
            assertThat(rejected.statusCode()).as(credentials).isEqualTo(401);
            assertThat(rejected.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
        }
        assertThat(content.outboxLength(article.target())).isZero();
    }

    @Test
    void invalidReactionTargetsAreRejected() {
        String user = "Bearer " + TOKENS.of(user());
        Article absent = Article.titled("Absent");
        Article article = published("Present");
        String authorId = EntryId.fresh().toString();
        content.publishAuthor(authorId, "someone");

        assertThat(react("PUT", absent, user()).statusCode()).isEqualTo(404);
        assertThat(edge.send("PUT", "/v1/content/author/" + authorId + "/reactions/like", "", "Authorization", user)
                .statusCode()).isEqualTo(403);
        HttpResponse<String> unknownKind = edge.send("PUT", article.path() + "/reactions/adore", "", "Authorization",
                user);
        assertThat(unknownKind.statusCode()).isEqualTo(404);
        assertThat(unknownKind.body()).contains("Unknown reaction 'adore'; allowed: like, insightful.");
        assertThat(edge.send("PUT", "/v1/content/article/present/reactions/like", "", "Authorization", user)
                .statusCode()).isEqualTo(404);
        content.unpublish(article);
        assertThat(react("PUT", article, user()).statusCode()).isEqualTo(404);
    }

    @Test
    void nonEmptyBodiesAreRejected() {
        Article article = published("Bodies");
        String path = article.path() + "/reactions/like";
        String user = "Bearer " + TOKENS.of(user());
        String json = "application/json";
        assertThat(edge.send("PUT", path, " { } ", "Authorization", user, "Content-Type", json).statusCode())
                .isEqualTo(202);
        assertThat(edge.send("PUT", path, "{\"a\":1}", "Authorization", user, "Content-Type", json).statusCode())
                .isEqualTo(400);
        assertThat(edge.send("PUT", path, "a=1", "Authorization", user, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(edge.send("PUT", path, "{" + " ".repeat(1_000) + "}", "Authorization", user, "Content-Type", json)
                .statusCode()).isEqualTo(413);
        assertThat(edge.send("PUT", path, "{\"a\":1}", "Content-Type", json).statusCode()).isEqualTo(401);
    }

    @Test
    void rateLimitedUsersGetRetryAfter() {
        Article article = published("Busy");
        String token = "Bearer " + TOKENS.of(user());
        List<Integer> statuses = new ArrayList<>();
        while (!statuses.contains(429) && statuses.size() < 1_000) {
            HttpResponse<String> response = edge.send("PUT", article.path() + "/reactions/like", "", "Authorization",
                    token);
            statuses.add(response.statusCode());
            if (response.statusCode() == 429) {
                assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
            }
        }
        assertThat(statuses).contains(202, 429).hasSizeGreaterThan(30);
        assertThat(react("PUT", article, user()).statusCode()).isEqualTo(202);
    }

    @Test
    void fullOutboxRejectsWrites() {
        Article article = published("Full");
        try (RunningEdge small = RunningEdge.start(Backends.redis().url(), Map.of("HEADRACE_JWT_KEYS_FILE",
                TOKENS.keysFile().toString(), "HEADRACE_EDGE_OUTBOX_LIMIT", "1"))) {
            Eventually.holds("the model is known", () -> small.get(article.path()).statusCode() == 200);
            String path = article.path() + "/reactions/like";
            HttpResponse<String> first = small.send("PUT", path, "", "Authorization", "Bearer " + TOKENS.of(user()));
            assertThat(first.statusCode()).isEqualTo(202);
            HttpResponse<String> second = small.send("PUT", path, "", "Authorization", "Bearer " + TOKENS.of(user()));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void unknownReceiptsAreNotFound() {
        assertThat(edge.get("/v1/receipts/" + EntryId.fresh()).statusCode()).isEqualTo(404);
        assertThat(edge.get("/v1/receipts/nonsense").statusCode()).isEqualTo(404);
        EventId stored = EventId.fresh(1, Article.titled("x").target().partition());
        content.redis().set(RedisKeys.receipt(stored), "s - 1-1 {}".getBytes(StandardCharsets.UTF_8));
        assertThat(edge.get("/v1/receipts/" + stored).body()).isEqualTo("{\"status\":\"stored\"}");
    }
}

package dev.headrace.admin.projection;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.projection.Claims.Claim;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Documents that Redis rejects, or cannot accept now. */
class RedisFailuresIT {

    private static PublishingFixture content;
    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
        core = content.core();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void aDocumentThatRedisRejectsDoesNotBlockOthers() {
        String bad = content.create("article", "{\"title\": \"Refused\"}");
        String good = content.create("article", "{\"title\": \"Accepted\"}");
        String key = content.key("article", bad, "full");
        RedisStore.await(core.bean(RedisStore.class).commands().lpush(key, RedisStore.bytes("not a frame")));

        content.publishLater(bad);
        content.publish("article", good);

        assertThat(content.frame("article", good, "full")).isPresent();
        assertThat(core.bean(JdbcClient.class).sql("select last_error from projection where entry_id = ?::uuid")
                .param(bad).query(String.class).single()).contains("WRONGTYPE");
        RedisStore.await(core.bean(RedisStore.class).commands().del(key));
        content.publish("article", bad);
    }

    @Test
    void largeDocumentsAreWrittenOneByOne() {
        core.apply("types: {page: {title: name, fields: {name: {type: text}, body: {type: markdown}}}}");
        List<Claim> claims = Stream.of("One", "Two", "Three").map(name -> {
            String id = content.create("page",
                    "{\"name\": \"%s\", \"body\": \"%s\"}".formatted(name, incompressible(700_000)));
            content.publish("page", id);
            return new Claim(new DocumentKey(UUID.fromString(id), "en"), "page");
        }).toList();

        assertThat(core.bean(RenderDocuments.class).portions(claims)).hasSize(3);
    }

    @Test
    @Tag("ends-servers")
    void publicationsGoLiveWhenRedisIsAvailableAgain() {
        String id = content.create("article", "{\"title\": \"Patience\"}");
        Backends.redis().kill();
        try {
            Answer receipt = core.post("/api/entries/article/" + id + "/publish", "");
            assertThat(receipt.status()).as(receipt.text()).isEqualTo(202);
            assertThat(receipt.json().path("live").booleanValue()).isFalse();
        } finally {
            Backends.redis().start();
        }

        Eventually.holds("it is in Redis", Duration.ofSeconds(60),
                () -> core.get("/api/entries/article/" + id + "/receipt").json().has("storedAt"));
        assertThat(content.document("article", id, "full").path("title").stringValue()).isEqualTo("Patience");
    }

    private static String incompressible(int characters) {
        return new Random(1).ints(characters, 'a', 'z' + 1).mapToObj(Character::toString).collect(joining());
    }
}

package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.publishing.Receipts;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receipts are completed when all edges have read the change. */
class ReceiptsIT {

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start();
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @AfterEach
    void removeEdges() {
        RedisStore.await(redis().del(RedisKeys.EDGES));
    }

    @Test
    void theLastEdgesMessageCompletesAReceipt() throws Exception {
        RedisStore.await(redis().hset(RedisKeys.EDGES, "one", RedisStore.bytes("0-1 " + Long.MAX_VALUE)));
        RedisStore.await(redis().hset(RedisKeys.EDGES, "two", RedisStore.bytes("0-1 " + Long.MAX_VALUE)));
        String id = content.create("article", "{\"title\": \"Pushed\"}");
        Eventually.holds("receipts wait for the edges", () -> publish(id).status() == 202);

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> publish(id));
        Eventually.holds("the receipt waits", () -> content.jdbc().sql("""
                select count(*) from publish_receipt where entry_id = ?::uuid and seen_at is null
                    and stored_at is not null""").param(id).query(Long.class).single() > 1);
        publishSeen("one");
        publishSeen("two");

        Answer receipt = answer.get(10, TimeUnit.SECONDS);
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        assertThat(receipt.json().path("live").booleanValue()).isTrue();
        assertThat(receipt.json().path("edges").intValue()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aLostMessageIsRecoveredByTheNextCheck() {
        RedisStore.await(redis().hset(RedisKeys.EDGES, "silent", RedisStore.bytes("0-1 " + Long.MAX_VALUE)));
        String id = content.create("article", "{\"title\": \"Lost\"}");
        Eventually.holds("receipts wait for the edge", () -> publish(id).status() == 202);

        RedisStore.await(redis().hset(RedisKeys.EDGES, "silent",
                RedisStore.bytes("99999999999999-0 " + Long.MAX_VALUE)));

        Eventually.holds("it is live", () -> content.receipt(id).path("live").booleanValue());
    }

    @Test
    void publishProgressIsSentToPages() throws Exception {
        RedisStore.await(redis().hset(RedisKeys.EDGES, "slow", RedisStore.bytes("0-1 " + Long.MAX_VALUE)));
        String id = content.create("article", "{\"title\": \"Streamed\"}");
        Eventually.holds("receipts wait for the edge", () -> publish(id).status() == 202);
        try (Browser browser = new Browser(content.core())) {
            browser.signIn();
            Page card = browser.open("/admin/content/article/" + id + "/publication");
            String events = card.element("#publication").attr("data-events");
            assertThat(card.element("#publication").attr("data-stage")).isEqualTo("stored");

            CompletableFuture<Page> stream = CompletableFuture.supplyAsync(() -> browser.open(events));
            RedisStore.await(redis().hset(RedisKeys.EDGES, "slow",
                    RedisStore.bytes("99999999999999-0 " + Long.MAX_VALUE)));

            Page ended = stream.get(20, TimeUnit.SECONDS);
            assertThat(ended.status()).isEqualTo(200);
            assertThat(ended.response().headers().firstValue("Content-Type")).hasValueSatisfying(
                    type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(ended.response().body()).contains("event:complete");
            Page live = browser.open("/admin/content/article/" + id + "/publication");
            assertThat(live.element("#publication").attr("data-stage")).isEqualTo("live");
            assertThat(live.element("#publication").hasAttr("data-events")).isFalse();
        }
    }

    @Test
    void oldReceiptsAreDeleted() {
        String id = content.published("article", "{\"title\": \"Old\"}");
        content.jdbc().sql("update publish_receipt set requested_at = now() - interval '31 days'"
                + " where entry_id = ?::uuid").param(id).update();

        content.core().bean(Receipts.class).deleteOld();

        assertThat(content.core().get(PublishingFixture.path("article", id) + "/receipt").status()).isEqualTo(404);
    }

    private static Answer publish(String id) {
        return content.core().post(PublishingFixture.path("article", id) + "/publish", "");
    }

    private static void publishSeen(String edge) {
        RedisStore.await(redis().publish(RedisKeys.SEEN,
                RedisStore.bytes(edge + " 99999999999999-0 " + Long.MAX_VALUE)));
    }

    private static RedisAsyncCommands<String, byte[]> redis() {
        return content.core().bean(RedisStore.class).commands();
    }
}

package dev.headrace.admin.redirects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.RedirectsWrite;
import dev.headrace.model.PublishedRedirects;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import io.lettuce.core.ScriptOutputType;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;

/** Redirects that staff edit and import, and what Redis has of them. */
class RedirectsIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void deleteAll() {
        core.bean(JdbcClient.class).sql("delete from redirect").update();
    }

    @Test
    void redirectsAreSavedListedAndDeleted() {
        assertThat(put("/old", "/new", 301).status()).isEqualTo(201);
        assertThat(put("/old", "/newer", 302).status()).isEqualTo(200);
        assertThat(put("/b", "https://example.org/b", 308).status()).isEqualTo(201);

        Answer list = core.get("/api/redirects?q=EXAMPLE");
        assertThat(list.json().at("/items/0/path").stringValue()).isEqualTo("/b");
        assertThat(list.json().path("items").size()).isEqualTo(1);
        Answer first = core.get("/api/redirects?size=1");
        assertThat(core.get("/api/redirects?size=1&after=" + first.json().path("next").stringValue()).json()
                .at("/items/0/to").stringValue()).isEqualTo("/newer");
        awaitPublished("/b https://example.org/b 308", "/old /newer 302");

        assertThat(core.delete("/api/redirects?path=/old").status()).isEqualTo(204);
        assertThat(core.delete("/api/redirects?path=/old").status()).isEqualTo(404);
        awaitPublished("/b https://example.org/b 308");
        assertThat(core.get("/api/audit?action=redirect.&size=1").json().at("/items/0/subject/id").stringValue())
                .isEqualTo("/old");
    }

    @Test
    void loopsAreRejectedAndChainsArePublishedWithTheirEnds() {
        put("/a", "/b", 301);
        put("/b", "/c", 301);

        Answer loop = put("/c", "/a", 301);

        assertThat(loop.status()).isEqualTo(400);
        assertThat(loop.json().at("/errors/0/message").stringValue())
                .isEqualTo("leads back to itself: /c → /a → /b → /c");
        assertThat(put("/d", "/d", 301).status()).isEqualTo(400);
        assertThat(core.put("/api/redirects", "{\"path\": \"/d\", \"to\": \"/e\", \"state\": 1}").status())
                .isEqualTo(400);
        awaitPublished("/a /c 301", "/b /c 301");
    }

    @Test
    void filesAreImportedAsAWholeOrNotAtAll() {
        put("/kept", "/here", 301);
        String csv = "from,to,status\n/one,/1\n/two,,410\n/kept,/here,301\n";

        assertThat(imported("?dryRun=true", csv).text())
                .isEqualTo("{\"created\":2,\"changed\":0,\"unchanged\":1}");
        assertThat(core.get("/api/redirects").json().path("items").size()).isEqualTo(1);
        assertThat(imported("", csv).status()).isEqualTo(200);
        assertThat(imported("", csv).text()).isEqualTo("{\"created\":0,\"changed\":0,\"unchanged\":3}");
        awaitPublished("/kept /here 301", "/one /1 301", "/two null 410");

        Answer loop = imported("", "/x,/y\n/y,/x\n/z,/z2\n");
        assertThat(loop.status()).isEqualTo(400);
        assertThat(loop.json().at("/errors/0/message").stringValue()).contains("/x → /y → /x");
        assertThat(loop.json().at("/errors/0/line").intValue()).isEqualTo(1);
        Answer repeated = imported("", "/x,/y\n/x,/z\n");
        assertThat(repeated.json().at("/errors/0/message").stringValue()).isEqualTo("has the same path as line 1");
        assertThat(core.get("/api/redirects").json().path("items").size()).isEqualTo(3);
    }

    @Test
    void redisIsWrittenAgainWhenItLostTheTableOrHasANewerOne() {
        put("/lost", "/found", 301);
        awaitPublished("/lost /found 301");
        RedisStore store = core.bean(RedisStore.class);

        RedisStore.await(store.commands().del(RedisKeys.REDIRECTS));
        awaitPublished("/lost /found 301");

        long later = frame().version() + 3_600_000_000L;
        RedisStore.await(store.<Long>run(new RedirectsWrite(later, new PublishedRedirects(List.of())).call(),
                ScriptOutputType.INTEGER));
        awaitPublished("/lost /found 301");
        assertThat(frame().version()).isGreaterThan(later);
    }

    @Test
    void staffEditRedirectsOnTheirPage() {
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            Page page = browser.open("/admin/redirects");
            assertThat(page.text("main")).contains("There are no redirects");

            Page saved = browser.send(page, "#new-redirect form", Map.of("path", "/by-page", "to", "/target"));
            assertThat(saved.text("main")).contains("Saved.", "/by-page", "/target");
            Page refused = browser.send(page, "#new-redirect form", Map.of("path", "/target", "to", "/by-page"));
            assertThat(refused.text("main")).contains("leads back to itself: /target → /by-page → /target");

            assertThat(refused.html().expectFirst("#rejected").attr("data-field")).isEqualTo("to");

            Page form = browser.open("/admin/redirects/import");
            Page checked = browser.send(form, "main form", Map.of("csv", "/i,/j\n/k,,410\n", "dryRun", "true"));
            assertThat(checked.text("main")).contains("would create 2 redirects");
            Page wrong = browser.send(form, "main form", Map.of("csv", "i,/j", "dryRun", "false"));
            assertThat(wrong.text("main")).contains("Nothing was imported", "Line 1: from must be");
            assertThat(browser.send(form, "main form", Map.of("csv", "/i,/by-page\n/k,,410\n", "dryRun", "false"))
                    .text("main")).contains("Imported: 2 created", "and on to /target");
            assertThat(browser.send(browser.open("/admin/redirects?q=/k"), "#delete-0 form", Map.of()).text("main"))
                    .contains("Deleted.");
        }
    }

    @Test
    void aChangeIsMadeOnlyToTheVersionThatItExpects() {
        Answer saved = put("/old", "/new", 301);
        String tag = saved.response().headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + core.get("/api/redirects").json().at("/items/0/version").stringValue() + "\"");
        String body = "{\"path\": \"/old\", \"to\": \"/newer\"}";

        assertThat(core.put("/api/redirects", body, "If-Match", tag).status()).isEqualTo(200);
        assertThat(core.put("/api/redirects", body, "If-Match", tag).status()).isEqualTo(412);
        assertThat(core.put("/api/redirects", body, "If-Match", "\"0\", *").status()).isEqualTo(412);
        assertThat(core.put("/api/redirects", body.replace("old", "absent"), "If-Match", "*").status()).isEqualTo(412);
        String path = "/api/redirects?path=/old";
        assertThat(core.call("DELETE", path, "application/json", "", "If-Match", tag).status()).isEqualTo(412);
        assertThat(core.call("DELETE", path, "application/json", "", "If-Match", "*").status()).isEqualTo(204);
        assertThat(core.call("DELETE", path, "application/json", "", "If-Match", "*").status()).isEqualTo(404);
    }

    @Test
    void pathsAreNormalizedWhereverTheyAreGiven() {
        put("/\u00fc", "/new", 301);
        assertThat(core.delete("/api/redirects?path=/%C3%BC").status()).isEqualTo(204);
        assertThat(core.delete("/api/redirects?path=old").status()).isEqualTo(400);
        for (String query : List.of("q=%00", "after=/%00", "path=%00")) {
            assertThat(core.get("/api/redirects?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(core.delete("/api/redirects?path=/%00").status()).isEqualTo(400);
        assertThat(imported("", "\uFEFFfrom,to\n/bom,/new\n").text()).contains("\"created\":1");
        try (Browser browser = new Browser(core)) {
            browser.signIn();
            assertThat(browser.open("/admin/redirects?q=%00").status()).isEqualTo(400);
            Page page = browser.open("/admin/redirects?q=bom");
            assertThat(browser.send(page, "#delete-0 form", Map.of("path", "/\0")).text("main"))
                    .contains("must not contain spaces or control characters");
        }
    }

    @Test
    void redirectsArePublishedWhileScheduledTasksAreBlocked() {
        put("/waits", "/for/nothing", 301);
        awaitPublished("/waits /for/nothing 301");
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        // As most scheduled tasks, which share a thread.
        Future<?> blocker = core.bean(TaskScheduler.class).scheduleWithFixedDelay(() -> {
            blocked.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, Duration.ofDays(1));
        try {
            Eventually.holds("the thread of scheduled tasks is blocked", () -> blocked.getCount() == 0);
            RedisStore.await(core.bean(RedisStore.class).commands().del(RedisKeys.REDIRECTS));
            awaitPublished("/waits /for/nothing 301");
        } finally {
            end.countDown();
            assertThat(blocker.cancel(false)).isTrue();
        }
    }

    @Test
    void healthSaysThatRedirectsAreNotPublished() {
        RedisStore store = core.bean(RedisStore.class);
        RedisStore.await(store.commands().del(RedisKeys.REDIRECTS));
        // Redis refuses to read a key of another type.
        RedisStore.await(store.commands().lpush(RedisKeys.REDIRECTS, new byte[]{1}));
        try {
            Eventually.holds("it is named", () -> health().startsWith("redirects fails: "));
        } finally {
            RedisStore.await(store.commands().del(RedisKeys.REDIRECTS));
        }
        Eventually.holds("it is up", () -> health().isEmpty());
    }

    private static String health() {
        return core.send(HttpRequest.newBuilder(core.managementUrl("/health")).build()).json()
                .at("/components/redirects/details/problem").asString("");
    }

    private static Answer put(String path, String to, int status) {
        return core.put("/api/redirects",
                "{\"path\": \"%s\", \"to\": \"%s\", \"status\": %d}".formatted(path, to, status));
    }

    private static Answer imported(String query, String csv) {
        return core.call("POST", "/api/redirects/import" + query, "text/csv", csv);
    }

    private static void awaitPublished(String... redirects) {
        Eventually.passes("Redis has the table", () -> assertThat(PublishedRedirects
                .parse(new String(frame().body(), StandardCharsets.UTF_8)).items())
                .extracting(item -> item.path() + " " + item.to() + " " + item.status()).containsExactly(redirects));
    }

    private static Frame frame() {
        byte[] bytes = RedisStore.await(core.bean(RedisStore.class).commands().get(RedisKeys.REDIRECTS));
        return bytes == null
                ? Frame.document(0, "{\"items\":[]}".getBytes(StandardCharsets.UTF_8))
                : Frame.decode(bytes);
    }
}

package dev.headrace.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists, search, receipts, usages, dashboard and queue, as a browser without scripts shows them. */
class AdminPagesIT {

    private static CoreUnderTest core;
    private Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  writer:
                    name: Writer
                    title: name
                    fields:
                      name: {type: text, required: true, max: 120}
                  note:
                    name: Note
                    title: title
                    fields:
                      title: {type: text, max: 100}
                      pinned: {type: boolean}
                  rope:
                    name: Rope
                    title: title
                    fields:
                      title: {type: text, max: 100}
                  story:
                    name: Story
                    title: title
                    fields:
                      title:    {type: text, required: true}
                      slug:     {type: slug, from: title, unique: true}
                      editor:   {type: reference, to: [writer]}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void listRowsLinkToTheirEntries() {
        core.post("/api/entries/note", "{\"fields\": {\"title\": \"Found in the list\"}}");

        Page list = browser.open("/admin/content/note?q=found+in+the+list");
        Page entry = browser.open(list.element(".entry-link").attr("href"));

        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.value("fields/title")).isEqualTo("Found in the list");
    }

    @Test
    void listsAreSearchedSortedAndPagedByUrl() {
        for (String title : List.of("Anchor", "Ballast", "Capstan", "Davit", "Anchor chain")) {
            create("rope", "{\"title\": \"%s\"}".formatted(title));
        }

        assertThat(titles(browser.open("/admin/content/rope?sort=title")))
                .containsExactly("Anchor", "Anchor chain", "Ballast", "Capstan", "Davit");
        assertThat(titles(browser.open("/admin/content/rope?sort=-title&size=2&page=2")))
                .containsExactly("Ballast", "Anchor chain");
        assertThat(titles(browser.open("/admin/content/rope?q=anch&sort=title"))).containsExactly("Anchor",
                "Anchor chain");
        assertThat(browser.open("/admin/content/rope?size=2").element("a[rel=next]").attr("href"))
                .isEqualTo("/admin/content/rope?page=2&size=2");
        assertThat(browser.open("/admin/content/rope?status=published").text(".empty-title"))
                .isEqualTo("No results");
        assertThat(browser.open("/admin/content/rope?q=davit").text(".list-foot strong")).isEqualTo("1");
    }

    @Test
    void onlyTheTableIsReplacedAndTheUrlIsUpdated() {
        Page part = browser
                .part("/admin/content/writer?q=caf%C3%A9+%26+bar&status=draft&page=1&size=50");

        assertThat(part.response().headers().firstValue("HX-Push-Url"))
                .contains("/admin/content/writer?q=caf%C3%A9%20%26%20bar&status=draft");
        assertThat(part.html().body().children()).hasSize(1);
        assertThat(part.element("body > div").id()).isEqualTo("results");
    }

    @Test
    void publishingShowsACompleteReceipt() {
        reportRunningEdge();
        Page published = browser.send(browser.open("/admin/content/story/new"), "#entry-form",
                Map.of("fields/title", "Live soon", "then", "publish"));
        assertThat(published.text(".status-badge")).isEqualTo("Published");
        String panel = published.element("[aria-label=Publication]").attr("hx-get");

        Eventually.holds("the receipt is complete", () -> browser.part(panel).element("#publication")
                .attr("data-stage").equals("live"));

        Page receipt = browser.part(panel);
        assertThat(receipt.text(".receipt")).matches("Live at the edge, version 1, \\d+ ms");
        assertThat(receipt.texts(".receipt-steps li.is-done")).hasSize(3);
        assertThat(receipt.element("#publication").hasAttr("hx-trigger")).isFalse();
        assertThat(receipt.element(".edge-link").attr("href"))
                .isEqualTo("http://localhost:8080/v1/content/story/live-soon");

        Page unpublished = browser.send(receipt, "#unpublish form", Map.of());
        assertThat(unpublished.text(".status-badge")).isEqualTo("Unpublished");
        Eventually.holds("removal from the edge",
                () -> browser.part(panel).text(".receipt").startsWith("Removed from the edge"));
    }

    @Test
    void anEntryPageListsItsUsages() {
        String eva = create("writer", "{\"name\": \"Eva\"}");
        create("story", "{\"title\": \"By Eva\", \"editor\": \"%s\"}".formatted(eva));

        assertThat(browser.open("/admin/content/writer/" + eva).texts(".uses a")).containsExactly("By Eva");
    }

    @Test
    void theGlobalSearchFindsEntriesOfAllTypes() {
        create("writer", "{\"name\": \"Quillon the writer\"}");
        create("note", "{\"title\": \"Quillons explained\"}");

        assertThat(browser.part("/admin/search?q=quill").texts(".suggestion-title"))
                .containsExactlyInAnyOrder("Quillon the writer", "Quillons explained");
        assertThat(browser.open("/admin/search?q=quill").texts(".found .entry-link")).hasSize(2);
    }

    @Test
    void theDashboardShowsCountsAndUnpublishedChanges() {
        create("note", "{\"title\": \"Waits on the dashboard\"}");

        Page dashboard = browser.open("/admin");

        assertThat(dashboard.texts(".count-label")).contains("Writer", "Note", "Rope", "Story");
        assertThat(dashboard.texts(".dashboard-main .entry-link")).contains("Waits on the dashboard");
        assertThat(dashboard.text(".activity-what")).isEqualTo("Created Waits on the dashboard");
        assertThat(browser.part("/admin/operations/health").texts(".health dt"))
                .containsExactly("Queue", "Dead", "Workers", "Edges", "Publishing backlog");
    }

    @Test
    void theQueuePageListsDeadEvents() {
        core.bean(JdbcClient.class).sql("""
                insert into dead_event (event_id, state, body, reason)
                values (gen_random_uuid(), 'rejected', '{"a": "<b>"}', 'the target is of an unknown type')""").update();

        Page page = browser.open("/admin/operations/queue");

        assertThat(page.texts(".figures dt")).contains("Waiting", "In progress", "Oldest (upper bound)", "Dead letters",
                "Dead events", "Edges running", "Documents behind");
        assertThat(page.text(".dead-reason")).isEqualTo("the target is of an unknown type");
        assertThat(page.text(".dead-events pre")).isEqualTo("{\"a\": \"<b>\"}");
        assertThat(browser.part("/admin/operations/queue").element("body > div").attr("hx-trigger"))
                .isEqualTo("every 3s");
    }

    /** Reports an edge that is up to date for the duration of the test. */
    private static void reportRunningEdge() {
        String position = "99999999999999-0 " + Instant.now().plusSeconds(60).toEpochMilli();
        RedisStore.await(
                core.bean(RedisStore.class).commands().hset(RedisKeys.EDGES, "edge", RedisStore.bytes(position)));
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static List<String> titles(Page list) {
        return list.texts(".entries .entry-link");
    }
}

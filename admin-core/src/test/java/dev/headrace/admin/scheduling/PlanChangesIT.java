package dev.headrace.admin.scheduling;

import static dev.headrace.admin.projection.PublishingFixture.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.finding.LatestEntries;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.publishing.Unpublish;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Scheduling, moving and cancelling changes, before they are due. */
class PlanChangesIT {

    private static final String CHRISTMAS = "\"at\": \"2035-12-24T08:00\", \"zone\": \"Europe/Berlin\"";

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start("""
                types:
                  page: {title: title, fields: {title: {type: text, required: true}}}
                  post: {title: title, fields: {title: {type: text}, slug: {type: slug, unique: true}}}
                """);
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void aDraftThatCannotBePublishedIsNotScheduled() {
        String id = content.create("page", "{}");

        Answer incomplete = schedule(id, "publish");
        Answer unpublished = schedule(id, "unpublish");

        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.json().at("/errors/0/pointer").stringValue()).endsWith("/title");
        assertThat(unpublished.status()).isEqualTo(409);
        assertThat(status(id)).isEqualTo("draft");
    }

    @Test
    void removalsNeedAPublicationBeforeThem() {
        String id = content.create("page", "{\"title\": \"Planned\"}");
        Answer publication = at(id, "publish", "2035-01-01T00:00:00Z");
        Answer removal = at(id, "unpublish", "2035-01-02T00:00:00Z");

        assertThat(at(id, "unpublish", "2034-12-31T00:00:00Z").status()).as("before it").isEqualTo(409);
        assertThat(at(id, "unpublish", "2035-01-03T00:00:00Z").status()).as("a second one").isEqualTo(409);
        assertThat(content.core().patch(address(removal), "{\"at\": \"2034-12-31T00:00:00Z\"}").status())
                .isEqualTo(409);
        assertThat(content.core().patch(address(publication), "{\"at\": \"2035-01-03T00:00:00Z\"}").json()
                .path("detail").stringValue()).isEqualTo("Nothing would be published when the entry is unpublished as"
                        + " scheduled, at 2 Jan 2035, 00:00 UTC.");
        assertThat(content.core().get(address(publication)).json().path("at").stringValue())
                .isEqualTo("2035-01-01T00:00:00Z");
        assertThat(content.core().delete(address(publication)).status()).isEqualTo(200);
        assertThat(content.core().get(address(removal)).json().path("problem").stringValue())
                .isEqualTo("The publication before it was cancelled.");
    }

    @Test
    void oneVariantHasNoTwoChangesAtOneTime() {
        String id = content.published("page", "{\"title\": \"Twice\"}");
        content.edit("page", id, "{\"title\": \"Twice, edited\"}");
        assertThat(at(id, "publish", "2035-01-01T00:00:00Z").status()).isEqualTo(201);

        assertThat(at(id, "unpublish", "2035-01-01T00:00:00Z").json().path("detail").stringValue())
                .isEqualTo("Another change of this entry is scheduled for that time.");
    }

    @Test
    void aChangeIsMovedOrCancelled() {
        String id = content.create("page", "{\"title\": \"Movable\"}");
        Answer scheduled = schedule(id, "publish");

        Answer moved = content.core().patch(address(scheduled), "{\"at\": \"2035-12-26T08:00:00Z\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(content.core().get(path("page", id)).json().path("scheduledAt").stringValue())
                .isEqualTo("2035-12-26T08:00:00Z");
        Answer cancelled = content.core().delete(address(scheduled));
        assertThat(cancelled.json().path("state").stringValue()).isEqualTo("cancelled");
        assertThat(status(id)).isEqualTo("draft");
        assertThat(content.core().delete(address(scheduled)).status()).isEqualTo(409);
        assertThat(content.core().patch(address(scheduled), "{\"at\": \"2035-12-27T08:00:00Z\"}").status())
                .isEqualTo(409);
    }

    @Test
    void listsArePaged() {
        List<String> times = List.of("2034-01-03T00:00:00Z", "2034-01-01T00:00:00Z", "2034-01-02T00:00:00Z");
        times.forEach(at -> assertThat(at(content.create("page", "{\"title\": \"Busy\"}"), "publish", at).status())
                .isEqualTo(201));

        JsonNode first = content.core().get("/api/schedule?size=2").json();
        JsonNode rest = content.core().get("/api/schedule?size=200&after=" + first.path("next").stringValue()).json();

        assertThat(first.path("items").valueStream().map(item -> item.path("at").stringValue()))
                .containsExactly("2034-01-01T00:00:00Z", "2034-01-02T00:00:00Z");
        assertThat(rest.at("/items/0/at").stringValue()).isEqualTo("2034-01-03T00:00:00Z");
        assertThat(content.core().get("/api/schedule?after=x").json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/after");
        assertThat(content.core()
                .get("/api/schedule?after=%2B999999-01-01T00:00:00Z/0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6071").status())
                .isEqualTo(400);
        assertThat(content.core().get("/api/schedule?state=ended").status()).isEqualTo(200);
    }

    @Test
    void schedulingLeavesTheRequestOfAPublication() {
        String id = content.published("page", "{\"title\": \"Referred to\"}");
        content.settle();
        content.whileProjectionIsStopped(() -> {
            content.jdbc()
                    .sql("""
                            insert into dependents_to_mark (target_id, level, after_entry, after_locale, requested_by, requested)
                            values (:id, 1, :id, 'en', :id, 7)""")
                    .param("id", content.uuid(id)).update();

            schedule(id, "unpublish");

            assertThat(requests(id)).containsExactly("1 after " + id + " 7", "101 0");
            content.core().bean(TransactionTemplate.class).executeWithoutResult(_ -> content.core()
                    .bean(Unpublish.class)
                    .one(new Remove("page", content.uuid(id), "en", ExpectedVersion.ANY), Actor.system()));
            assertThat(requests(id)).as("replaced").singleElement().asString().startsWith("1 ").doesNotContain("after");
        });
        content.settle();
    }

    private static List<String> requests(String id) {
        return content.jdbc().sql("""
                select concat_ws(' ', level, 'after ' || after_entry, requested) from dependents_to_mark
                where target_id = :id order by level""").param("id", content.uuid(id)).query(String.class).list();
    }

    @Test
    void aTakenValueInASetNamesItsEntry() {
        String former = content.create("post", "{\"title\": \"A\", \"slug\": \"a\"}");
        content.edit("post", former, "{\"slug\": \"b\"}");
        content.create("post", "{\"title\": \"B\", \"slug\": \"a\"}");
        String other = content.create("post", "{\"title\": \"C\", \"slug\": \"c\"}");
        List<Put> set = List.of(new Put("post", content.uuid(former), "en", 1, ExpectedVersion.ANY),
                Put.draft("post", content.uuid(other), "en", ExpectedVersion.ANY));

        assertThatThrownBy(() -> content.core().bean(Publish.class).publish(set, RenderPriority.URGENT, Actor.system()))
                .hasMessage("/" + former + "/en/slug: is already used by another entry");
    }

    @Test
    void scheduledDraftsAreUnpublishedChanges() {
        String id = content.create("page", "{\"title\": \"Waiting for its time\"}");
        schedule(id, "publish");

        assertThat(content.core().bean(LatestEntries.class).waiting(10, Actor.system()))
                .anyMatch(each -> each.entry().id().equals(content.uuid(id)) && each.locales().equals(List.of("en")));
    }

    @Test
    void pagesScheduleMoveAndCancel() {
        String id = content.create("page", "{\"title\": \"By hand\"}");
        try (Browser browser = new Browser(content.core())) {
            browser.signIn();
            String card = "/admin/content/page/" + id + "/schedule";
            assertThat(browser.part(card).text(".planned, p.text-secondary")).isEqualTo("Nothing is scheduled.");

            Page past = browser.send(browser.part(card), "#new-change form",
                    Map.of("at", "2020-01-01T08:00", "zone", "Asia/Tokyo"));
            assertThat(past.text("section.alert-warning")).isEqualTo("Not scheduled. The time must be in the future.");
            Element rejected = past.html().expectFirst("#rejected");
            assertThat(rejected.attr("data-dialog")).isEqualTo("new-change");
            assertThat(rejected.attr("data-field")).isEqualTo("at");
            assertThat(rejected.attr("data-message")).isEqualTo("The time must be in the future.");
            assertThat(rejected.html()).contains("name=\"zone\" value=\"Asia/Tokyo\"").doesNotContain("_csrf");
            Page scheduled = browser.send(browser.part(card), "#new-change form",
                    Map.of("at", "2033-05-01T08:00", "zone", "Asia/Tokyo"));
            assertThat(scheduled.text("h2.side-title .status-badge")).isEqualTo("Scheduled");
            assertThat(scheduled.text(".alert-success")).isEqualTo("Scheduled.");
            assertThat(scheduled.html().select("#rejected")).isEmpty();
            assertThat(browser.part(card).text(".planned li")).startsWith("Publish version 1")
                    .contains("1 May 2033, 08:00 Asia/Tokyo");
            content.edit("page", id, "{\"title\": \"By hand, later\"}");
            assertThat(browser.part(card).text(".planned li")).contains("Later edits are not included.");
            assertThat(browser.part("/admin/schedule/next").text("ul.lines")).contains("By hand, later");

            String other = content.create("page", "{\"title\": \"Another\"}");
            Page ofOther = browser.open("/admin/content/page/" + other);
            assertThat(browser.post("/admin/content/page/" + other + "/schedule/" + change(id) + "/cancel",
                    List.of(Map.entry("_csrf", ofOther.value("_csrf")))).status()).isEqualTo(404);
            browser.send(browser.part(card), ".planned form[action*=move]",
                    Map.of("at", "2033-05-02T08:00", "zone", "Asia/Tokyo"));
            Page list = browser.open("/admin/schedule");
            assertThat(list.texts("tbody tr")).anyMatch(row -> row.contains("2 May 2033, 08:00 Asia/Tokyo")
                    && row.contains("By hand, later") && row.contains("Publish version 1"));
            Page cancelled = browser.send(list, "form[action*=cancel]", Map.of());
            assertThat(cancelled.path()).isEqualTo("/admin/schedule");
            assertThat(cancelled.text(".alert-success")).isEqualTo("Cancelled.");
            assertThat(browser.open("/admin/schedule?state=ended").texts("tbody tr"))
                    .anyMatch(row -> row.contains("Cancelled"));
        }
    }

    private static UUID change(String id) {
        return content.jdbc().sql("select id from scheduled_change where entry_id = :id")
                .param("id", content.uuid(id)).query(UUID.class).single();
    }

    private static Answer schedule(String id, String action) {
        return content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"" + action + "\", " + CHRISTMAS + "}");
    }

    private static Answer at(String id, String action, String time) {
        return content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"" + action + "\", \"at\": \"" + time + "\"}");
    }

    private static String address(Answer scheduled) {
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        return "/api/schedule/" + scheduled.json().path("id").stringValue();
    }

    private static String status(String id) {
        return content.core().get(path("page", id)).json().path("status").stringValue();
    }
}

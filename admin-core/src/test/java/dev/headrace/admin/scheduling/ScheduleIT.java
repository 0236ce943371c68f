package dev.headrace.admin.scheduling;

import static dev.headrace.admin.projection.PublishingFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.model.Frame;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Scheduled publications and removals, on two cores with one database. */
class ScheduleIT {

    private static final String CHRISTMAS = "\"at\": \"2035-12-24T08:00\", \"zone\": \"Europe/Berlin\"";

    private static PublishingFixture content;
    private static CoreUnderTest second;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start("""
                locales: {en: {}, de: {fallback: en}}
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, required: true, localized: true}
                      price: {type: number}
                      author: {type: reference, to: [author]}
                    views: {full: {include: [author]}}
                  author: {title: name, fields: {name: {type: text, required: true}}}
                """, Map.of("HEADRACE_SCHEDULE_POLL_INTERVAL", "50ms"));
        second = content.core().another();
    }

    @AfterAll
    static void stop() {
        second.close();
        content.close();
    }

    @Test
    void aDraftIsPublishedAsItWasWhenItWasScheduled() {
        String id = content.create("page", "{\"title\": \"Advent\"}");
        Answer scheduled = schedule(id, "publish");
        content.edit("page", id, "{\"title\": \"Not ready\"}");

        assertThat(scheduled.status()).isEqualTo(201);
        assertThat(scheduled.response().headers().firstValue("Location"))
                .hasValue("/api/schedule/" + scheduled.json().path("id").stringValue());
        assertThat(scheduled.json().path("at").stringValue()).isEqualTo("2035-12-24T07:00:00Z");
        assertThat(scheduled.json().path("zone").stringValue()).isEqualTo("Europe/Berlin");
        assertThat(scheduled.json().path("version").intValue()).isEqualTo(1);
        JsonNode waiting = content.core().get(path("page", id)).json();
        assertThat(waiting.path("status").stringValue()).isEqualTo("scheduled");
        assertThat(waiting.path("scheduledAt").stringValue()).isEqualTo("2035-12-24T07:00:00Z");

        makeDue(scheduled);

        assertThat(content.document("page", id, "full").path("title").stringValue()).isEqualTo("Advent");
        JsonNode published = content.core().get(path("page", id)).json();
        assertThat(published.path("status").stringValue()).isEqualTo("changed");
        assertThat(published.has("scheduledAt")).isFalse();
        JsonNode done = content.core().get("/api/schedule/" + scheduled.json().path("id").stringValue()).json();
        assertThat(done.path("state").stringValue()).isEqualTo("done");
        assertThat(done.path("late").booleanValue()).as("it was due an hour ago").isTrue();
    }

    @Test
    void aPublicationIsRemovedAtItsTime() {
        String id = content.published("page", "{\"title\": \"Sale\"}");

        makeDue(schedule(id, "unpublish"));

        assertThat(content.frame("page", id, "full").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(status(id)).isEqualTo("unpublished");
    }

    @Test
    void changesHappenOnceWithSeveralCores() {
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> content.create("page", "{\"title\": \"Page " + i + "\"}"))
                .toList();
        ids.forEach(id -> assertThat(schedule(id, "publish").status()).isEqualTo(201));

        content.jdbc().sql("update scheduled_change set due_at = now() where entry_id::text = any (:ids)")
                .param("ids", ids.toArray(String[]::new)).update();

        Eventually.holds("all are published", () -> ids.stream().allMatch(id -> status(id).equals("published")));
        assertThat(content.jdbc().sql("""
                select count(*) from activity where action = 'entry.publish' and subject_id = any (:ids)""")
                .param("ids", ids.toArray(String[]::new)).query(Integer.class).single()).isEqualTo(20);
    }

    @Test
    void documentsStateTheNextScheduledChangeOfWhatTheyContain() {
        String author = content.published("author", "{\"name\": \"Ada\"}");
        String id = content.published("page", "{\"title\": \"Mill\", \"author\": \"" + author + "\"}");

        Answer removal = content.core().post(path("author", author) + "/schedule",
                "{\"action\": \"unpublish\", " + CHRISTMAS + "}");
        content.settle();
        assertThat(nextChange("author", author)).isEqualTo(2_082_092_400);
        assertThat(nextChange("page", id)).as("the page embeds its author").isEqualTo(2_082_092_400);
        content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"unpublish\", \"at\": \"2035-12-24T06:00:00Z\"}");
        content.settle();
        assertThat(nextChange("page", id)).as("the first of two").isEqualTo(2_082_088_800);
        assertThat(content.core().delete(address(removal)).status()).isEqualTo(200);
        content.settle();
        assertThat(nextChange("author", author)).isZero();
    }

    private static long nextChange(String type, String id) {
        return content.frame(type, id, "full").orElseThrow().nextChange();
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
    void aChangeThatFailsSaysWhyAndDoesNotBlockOthers() {
        String broken = content.create("page", "{\"title\": \"Broken\"}");
        Answer first = schedule(broken, "publish");
        content.jdbc().sql("update revision set fields = '{}' where entry_id = :id").param("id", content.uuid(broken))
                .update();
        content.edit("page", broken, "{\"title\": \"Later\"}");
        String next = content.create("page", "{\"title\": \"Next\"}");
        Answer second = schedule(next, "publish");

        makeDue(first);
        makeDue(second);

        JsonNode failed = content.core().get(address(first)).json();
        assertThat(failed.path("state").stringValue()).isEqualTo("failed");
        assertThat(failed.path("problem").stringValue()).contains("/title").contains("is required");
        assertThat(status(broken)).isEqualTo("draft");
        assertThat(status(next)).isEqualTo("published");
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
    void publishingOrTrashingCancelsWhatBecamePointless() {
        String published = content.create("page", "{\"title\": \"Sooner\"}");
        Answer superseded = schedule(published, "publish");
        content.publish("page", published);
        String trashed = content.create("page", "{\"title\": \"Never\"}");
        Answer pointless = schedule(trashed, "publish");
        content.core().delete(path("page", trashed));

        assertThat(content.core().get(address(superseded)).json().path("problem").stringValue())
                .isEqualTo("Version 1 was published before.");
        assertThat(content.jdbc().sql("select problem from scheduled_change where entry_id = :id")
                .param("id", content.uuid(trashed)).query(String.class).single())
                .isEqualTo("The entry was moved to the trash.");
        content.core().post(path("page", trashed) + "/untrash", "");
        assertThat(status(trashed)).isEqualTo("draft");
        assertThat(content.core().get(address(pointless)).json().path("state").stringValue()).isEqualTo("cancelled");
    }

    @Test
    void whatIsPublishedIsPublishedAgainOnlyAfterItsRemoval() {
        String id = content.published("page", "{\"title\": \"Recurring\"}");
        String schedule = path("page", id) + "/schedule";

        assertThat(schedule(id, "publish").json().path("detail").stringValue())
                .isEqualTo("Version 1 is already published.");
        Answer removal = content.core().post(schedule, "{\"action\": \"unpublish\", \"at\": \"2035-01-01T00:00:00Z\"}");
        Answer again = content.core().post(schedule, "{\"action\": \"publish\", \"at\": \"2035-02-01T00:00:00Z\"}");
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        content.edit("page", id, "{\"title\": \"Recurring, corrected\"}");
        content.publish("page", id);

        makeDue(removal);
        assertThat(status(id)).isEqualTo("scheduled");
        makeDue(again);
        assertThat(content.document("page", id, "full").path("title").stringValue()).isEqualTo("Recurring");
    }

    @Test
    void eachLocaleHasItsOwnSchedule() {
        String id = content.create("page", "{\"title\": \"Weir\"}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        Answer german = content.core().post(path("page", id) + "/schedule?locale=de",
                "{\"action\": \"publish\", " + CHRISTMAS + "}");
        assertThat(german.json().path("locale").stringValue()).isEqualTo("de");

        makeDue(german);

        JsonNode locales = content.core().get(path("page", id)).json().path("locales");
        assertThat(locales.at("/de/status").stringValue()).isEqualTo("published");
        assertThat(locales.at("/en/status").stringValue()).isEqualTo("draft");
    }

    @Test
    void listsArePaged() {
        String id = content.create("page", "{\"title\": \"Busy\"}");
        List<String> times = List.of("2034-01-03T00:00:00Z", "2034-01-01T00:00:00Z", "2034-01-02T00:00:00Z");
        times.forEach(at -> assertThat(content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"publish\", \"at\": \"" + at + "\"}").status()).isEqualTo(201));
        Answer same = content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"publish\", \"at\": \"" + times.getFirst() + "\"}");
        assertThat(same.status()).as("another change at the same time").isEqualTo(409);

        JsonNode first = content.core().get("/api/schedule?size=2").json();
        JsonNode rest = content.core().get("/api/schedule?size=200&after=" + first.path("next").stringValue()).json();

        assertThat(first.path("items").valueStream().map(item -> item.path("at").stringValue()))
                .containsExactly("2034-01-01T00:00:00Z", "2034-01-02T00:00:00Z");
        assertThat(rest.at("/items/0/at").stringValue()).isEqualTo("2034-01-03T00:00:00Z");
        assertThat(content.core().get("/api/schedule?after=x").json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/after");
        assertThat(content.core().get("/api/schedule?state=ended").status()).isEqualTo(200);
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
            Page scheduled = browser.send(browser.part(card), "#new-change form",
                    Map.of("at", "2033-05-01T08:00", "zone", "Asia/Tokyo"));
            assertThat(scheduled.text("h2.side-title .status-badge")).isEqualTo("Scheduled");
            assertThat(browser.part(card).text(".planned li")).startsWith("Publish version 1")
                    .contains("1 May 2033, 08:00 Asia/Tokyo");
            content.edit("page", id, "{\"title\": \"By hand, later\"}");
            assertThat(browser.part(card).text(".planned li")).contains("Later edits are not included.");
            assertThat(browser.part("/admin/schedule/next").text("ul.lines")).contains("By hand, later");

            browser.send(browser.part(card), ".planned form[action*=move]",
                    Map.of("at", "2033-05-02T08:00", "zone", "Asia/Tokyo"));
            Page list = browser.open("/admin/schedule");
            assertThat(list.texts("tbody tr")).anyMatch(row -> row.contains("2 May 2033, 08:00 Asia/Tokyo")
                    && row.contains("By hand, later") && row.contains("Publish version 1"));
            Page cancelled = browser.send(list, "form[action*=cancel]", Map.of());
            assertThat(cancelled.path()).isEqualTo("/admin/schedule");
            assertThat(browser.open("/admin/schedule?state=ended").texts("tbody tr"))
                    .anyMatch(row -> row.contains("Cancelled"));
        }
    }

    private static Answer schedule(String id, String action) {
        return content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"" + action + "\", " + CHRISTMAS + "}");
    }

    private static String address(Answer scheduled) {
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        return "/api/schedule/" + scheduled.json().path("id").stringValue();
    }

    /** Makes a change due an hour ago, and waits until it has ended and Redis has the result. */
    private static void makeDue(Answer scheduled) {
        String address = address(scheduled);
        content.jdbc().sql("update scheduled_change set due_at = now() - interval '1 hour' where id = :id")
                .param("id", content.uuid(scheduled.json().path("id").stringValue())).update();
        Eventually.holds("it has ended",
                () -> !content.core().get(address).json().path("state").stringValue().equals("pending"));
        content.settle();
    }

    private static String status(String id) {
        return content.core().get(path("page", id)).json().path("status").stringValue();
    }
}

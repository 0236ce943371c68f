package dev.headrace.admin.scheduling;

import static dev.headrace.admin.projection.PublishingFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.model.Frame;
import dev.headrace.testkit.Eventually;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Scheduled publications and removals, on two cores with one database. */
class ScheduleIT {

    private static final String CHRISTMAS = "\"at\": \"2035-12-24T08:00\", \"zone\": \"Europe/Berlin\"";

    private static final String MODEL = """
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
              sign: {title: title, fields: {title: {type: text, localized: true}, color: {type: text, localized: true}}}
              doomed: {title: name, fields: {name: {type: text}}}
            """;

    private static final String DELETED = "The type or the locale of the entry was deleted.";

    private static PublishingFixture content;
    private static CoreUnderTest second;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start(MODEL, Map.of("HEADRACE_SCHEDULE_POLL_INTERVAL", "50ms"));
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
        try (Browser browser = new Browser(content.core())) {
            browser.signIn();
            assertThat(browser.open("/admin/operations/activity?subject=entry:" + id).texts(".col-actor"))
                    .filteredOn(actor -> actor.contains("as scheduled")).hasSize(1);
        }
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
        String author = content.create("author", "{\"name\": \"Ada\"}");
        String id = content.published("page", "{\"title\": \"Mill\", \"author\": \"" + author + "\"}");

        Answer appearance = content.core().post(path("author", author) + "/schedule",
                "{\"action\": \"publish\", " + CHRISTMAS + "}");
        content.settle();
        assertThat(nextChange("page", id)).as("the page will contain its author").isEqualTo(2_082_092_400);
        content.core().delete(address(appearance));
        content.publish("author", author);

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
    void aChangeOfADeletedTypeDoesNotBlockOthers() {
        Answer doomed = content.core().post(path("doomed", content.create("doomed", "{\"name\": \"D\"}")) + "/schedule",
                "{\"action\": \"publish\", " + CHRISTMAS + "}");
        Answer next = schedule(content.create("page", "{\"title\": \"Not doomed\"}"), "publish");

        // as after the type's deletion, until the job has reached its entries
        content.jdbc().sql("update content_type set retired = true where name = 'doomed'").update();
        makeDueWithoutWaiting(doomed);
        makeDue(next);

        Eventually.holds("it has failed", () -> problem(doomed).equals(DELETED));
    }

    @Test
    void aChangeInARemovedLocaleEnds() {
        String id = content.create("page", "{\"title\": \"Moulin\"}");
        Answer removed = schedule(id, "publish");
        // as after the removal of a locale, until the job has reached its entries
        content.jdbc().sql("""
                insert into variant (entry_id, locale, type_id, title, title_key, title_words, words, fields, version,
                    changed, trashed, updated_at, updated_by)
                select entry_id, 'fr', type_id, title, title_key, title_words, words, fields, version, changed, trashed,
                    updated_at, updated_by from variant where entry_id = :id""").param("id", content.uuid(id)).update();
        content.jdbc().sql("update scheduled_change set locale = 'fr' where entry_id = :id")
                .param("id", content.uuid(id)).update();

        makeDueWithoutWaiting(removed);

        Eventually.holds("it has failed", () -> problem(removed).equals(DELETED));
    }

    private static String problem(Answer scheduled) {
        return content.jdbc().sql("select coalesce(problem, '') from scheduled_change where id = :id")
                .param("id", changeId(scheduled)).query(String.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "P0001"})
    void aChangeThatCannotBeCarriedOutNowDoesNotBlockOthers(String sqlState) {
        String id = content.create("page", "{\"title\": \"Locked\"}");
        Answer locked = schedule(id, "publish");
        Answer next = schedule(content.create("page", "{\"title\": \"Not locked\"}"), "publish");
        // stands in for other transactions, and for defects
        content.jdbc().sql("""
                create or replace function fail() returns trigger language plpgsql as
                    $$ begin raise exception 'as in a test' using errcode = '%s'; end $$""".formatted(sqlState))
                .update();
        content.jdbc().sql("""
                create trigger fail before update of state on scheduled_change for each row
                    when (old.entry_id = '%s') execute function fail()""".formatted(id)).update();
        try {
            makeDueWithoutWaiting(locked);
            makeDue(next);

            assertThat(content.core().get(address(locked)).json().path("state").stringValue()).isEqualTo("pending");
        } finally {
            content.jdbc().sql("drop trigger fail on scheduled_change").update();
            content.core().delete(address(locked));
        }
    }

    @Test
    void publishingOrTrashingCancelsWhatBecamePointless() {
        String published = content.create("page", "{\"title\": \"Sooner\"}");
        Answer superseded = schedule(published, "publish");
        content.publish("page", published);
        String trashed = content.create("page", "{\"title\": \"Never\"}");
        Answer pointless = schedule(trashed, "publish");
        content.core().delete(path("page", trashed));
        content.settle();

        assertThat(content.frame("page", trashed, "full")).as("nothing is announced of what was never published")
                .isEmpty();
        assertThat(content.presence("page", trashed)).isEmpty();
        assertThat(content.announced()).contains(published).doesNotContain(trashed);
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
                .isEqualTo("Version 1 is already published, or will be published before then.");
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
    void anOlderRevisionDoesNotReplaceNewerSharedValues() {
        String id = content.create("page", "{\"title\": \"Weir\", \"price\": 1}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.edit("page", id, "{\"title\": \"Weirs\", \"price\": 5}");
        Answer english = schedule(id, "publish");
        content.edit("page", id, "de", "{\"price\": 6}");
        content.publish("page", id, "de");

        makeDue(english);

        assertThat(content.document("page", id, "full").path("title").stringValue()).isEqualTo("Weirs");
        assertThat(content.document("page", id, "full").path("price").intValue()).isEqualTo(6);
        assertThat(content.document("page", id, "de", "full").path("price").intValue()).isEqualTo(6);
    }

    @Test
    void sharedValuesThatWereSavedLastArePublishedLast() {
        String id = content.create("page", "{\"title\": \"Weir\", \"price\": 0}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.edit("page", id, "{\"price\": 1}");
        Answer english = schedule(id, "publish");
        content.edit("page", id, "de", "{\"price\": 2}");
        Answer german = schedule(id, "publish", "de");
        content.edit("page", id, "de", "{\"title\": \"Das Wehr\"}");

        makeDue(english);
        assertThat(content.document("page", id, "de", "full").path("price").intValue()).isEqualTo(1);
        makeDue(german);

        assertThat(content.document("page", id, "full").path("price").intValue()).isEqualTo(2);
        assertThat(content.document("page", id, "de", "full").path("title").stringValue()).isEqualTo("Wehr");
        assertThat(content.document("page", id, "de", "full").path("price").intValue()).isEqualTo(2);
    }

    @Test
    void aRevisionFromBeforeAFieldWasSharedHasTheSharedValue() {
        String id = content.create("sign", "{\"title\": \"Stop\", \"color\": \"red\"}");
        content.edit("sign", id, "de", "{\"title\": \"Halt\", \"color\": \"rot\"}");
        content.publish("sign", id);
        content.publish("sign", id, "de");
        content.edit("sign", id, "de", "{\"title\": \"Stopp\"}");
        Answer german = content.core().post(path("sign", id) + "/schedule?locale=de",
                "{\"action\": \"publish\", " + CHRISTMAS + "}");
        Answer applied = content.core().call("POST", "/api/schema/apply?allowDestructive=true", "application/yaml",
                MODEL.replace("color: {type: text, localized: true}", "color: {type: text}"));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);

        makeDue(german);

        assertThat(content.document("sign", id, "de", "full").path("title").stringValue()).isEqualTo("Stopp");
        assertThat(content.document("sign", id, "de", "full").path("color").stringValue()).isEqualTo("red");
        assertThat(content.document("sign", id, "full").path("color").stringValue()).isEqualTo("red");
    }

    @Test
    void documentsNoLongerStateAChangeThatFailedOrWasTrashed() {
        String failing = content.create("author", "{\"name\": \"Ada\"}");
        String trashed = content.create("author", "{\"name\": \"Grace\"}");
        String first = content.published("page", "{\"title\": \"A\", \"author\": \"" + failing + "\"}");
        String second = content.published("page", "{\"title\": \"B\", \"author\": \"" + trashed + "\"}");
        Answer fails = content.core().post(path("author", failing) + "/schedule",
                "{\"action\": \"publish\", " + CHRISTMAS + "}");
        content.core().post(path("author", trashed) + "/schedule", "{\"action\": \"publish\", " + CHRISTMAS + "}");
        content.settle();
        assertThat(nextChange("page", second)).isEqualTo(2_082_092_400);
        content.jdbc().sql("update revision set fields = '{}' where entry_id = :id").param("id", content.uuid(failing))
                .update();
        content.edit("author", failing, "{\"name\": \"Later\"}");

        makeDue(fails);
        assertThat(content.core().delete(path("author", trashed) + "?force=true").status()).isEqualTo(204);
        content.settle();

        assertThat(nextChange("page", first)).isZero();
        assertThat(nextChange("page", second)).isZero();
    }

    @Test
    void unpublishingCancelsARemovalOfNothing() {
        String id = content.published("page", "{\"title\": \"By hand\"}");
        Answer removal = schedule(id, "unpublish");

        content.unpublish("page", id, "en");

        JsonNode cancelled = content.core().get(address(removal)).json();
        assertThat(cancelled.path("state").stringValue()).isEqualTo("cancelled");
        assertThat(cancelled.path("problem").stringValue()).isEqualTo("The entry was unpublished before.");
    }

    @Test
    void eachLocaleHasItsOwnSchedule() {
        String id = content.create("page", "{\"title\": \"Weir\"}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        Answer german = schedule(id, "publish", "de");
        assertThat(german.json().path("locale").stringValue()).isEqualTo("de");

        makeDue(german);

        JsonNode locales = content.core().get(path("page", id)).json().path("locales");
        assertThat(locales.at("/de/status").stringValue()).isEqualTo("published");
        assertThat(locales.at("/en/status").stringValue()).isEqualTo("draft");
    }

    private static Answer schedule(String id, String action) {
        return content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"" + action + "\", " + CHRISTMAS + "}");
    }

    private static Answer schedule(String id, String action, String locale) {
        return content.core().post(path("page", id) + "/schedule?locale=" + locale,
                "{\"action\": \"" + action + "\", " + CHRISTMAS + "}");
    }

    private static String address(Answer scheduled) {
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        return "/api/schedule/" + scheduled.json().path("id").stringValue();
    }

    /** Makes a change due an hour ago, and waits until it has ended and Redis has the result. */
    private static void makeDue(Answer scheduled) {
        String address = address(scheduled);
        makeDueWithoutWaiting(scheduled);
        Eventually.holds("it has ended",
                () -> !content.core().get(address).json().path("state").stringValue().equals("pending"));
        content.settle();
    }

    private static void makeDueWithoutWaiting(Answer scheduled) {
        content.jdbc().sql("update scheduled_change set due_at = now() - interval '1 hour' where id = :id")
                .param("id", changeId(scheduled)).update();
    }

    private static UUID changeId(Answer scheduled) {
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        return content.uuid(scheduled.json().path("id").stringValue());
    }

    private static String status(String id) {
        return content.core().get(path("page", id)).json().path("status").stringValue();
    }
}

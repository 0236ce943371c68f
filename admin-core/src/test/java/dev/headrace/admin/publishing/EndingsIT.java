package dev.headrace.admin.publishing;

import static dev.headrace.admin.projection.PublishingFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.projection.PublishingFixture;
import dev.headrace.model.Frame;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the edge has instead of entries that were unpublished, and for the slugs that entries had. */
class EndingsIT {

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start("""
                locales: {en: {}, de: {fallback: en}}
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, required: true, localized: true}
                      slug: {type: slug, from: title, unique: true, localized: true}
                    views: {card: {fields: [title]}}
                  note: {title: text, fields: {text: {type: text}}}
                """, Map.of("HEADRACE_SCHEDULE_POLL_INTERVAL", "50ms", "HEADRACE_PUBLISH_MAX_WAIT", "500ms"));
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void anEntryIsGoneUntilItIsPublishedAgain() {
        String id = content.published("page", "{\"title\": \"Closed\"}");

        unpublish(id, "en", "{\"as\": \"gone\"}");

        assertThat(List.of(kind(id, "en", "full"), kind(id, "en", "card"), kind(id, "de", "full")))
                .containsOnly(Frame.Kind.GONE);
        assertThat(content.owner("page", "en", "closed")).hasValue(id);
        assertThat(content.indexed("page", id, "en")).isEmpty();
        assertThat(content.presence("page", id).map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);

        content.publish("page", id);
        content.unpublish("page", id, "en");

        assertThat(kind(id, "en", "full")).isEqualTo(Frame.Kind.TOMBSTONE);
        assertThat(content.slug("page", "en", "closed").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
    }

    @Test
    void aRedirectFollowsTheEntryThatReplacesAnother() {
        String old = content.published("page", "{\"title\": \"Old\"}");
        String replacement = content.published("page", "{\"title\": \"Replacement\"}");

        unpublish(old, "en", "{\"as\": \"redirect\", \"to\": \"" + replacement + "\"}");

        assertThat(destination(old, "en")).isEqualTo("page:" + replacement + " replacement");
        assertThat(destination(old, "de")).isEqualTo("page:" + replacement + " replacement");
        content.edit("page", replacement, "{\"slug\": \"renamed\"}");
        content.publish("page", replacement);
        Eventually.holds("the redirect leads to its new slug",
                () -> destination(old, "en").equals("page:" + replacement + " renamed"));

        String last = content.published("page", "{\"title\": \"Last\"}");
        unpublish(replacement, "en", "{\"as\": \"redirect\", \"to\": \"" + last + "\"}");
        Eventually.holds("the redirect leads to the last one", () -> destination(old, "en").endsWith(" last"));
        content.edit("page", last, "{\"slug\": \"very-last\"}");
        content.publish("page", last);
        Eventually.holds("the redirect follows it", () -> destination(old, "en").endsWith(" very-last"));

        content.core().delete(path("page", last));
        Eventually.holds("the redirects lead nowhere", () -> kind(old, "en", "full") == Frame.Kind.GONE
                && kind(replacement, "en", "full") == Frame.Kind.GONE);
        assertThat(kind(last, "en", "full")).isEqualTo(Frame.Kind.TOMBSTONE);
    }

    @Test
    void redirectsAreFollowedAsFarAsChangesOfTheirTargets() {
        List<String> chain = IntStream.rangeClosed(0, 6)
                .mapToObj(i -> content.published("page", "{\"title\": \"Chain " + i + "\"}")).toList();
        for (int i = 0; i < 6; i++) {
            unpublish(chain.get(i), "en", "{\"as\": \"redirect\", \"to\": \"" + chain.get(i + 1) + "\"}");
        }

        assertThat(destination(chain.get(1), "en")).endsWith(" chain-6");
        assertThat(kind(chain.get(0), "en", "full")).isEqualTo(Frame.Kind.GONE);
        rename(chain.getLast(), "end");
        assertThat(destination(chain.get(1), "en")).endsWith(" end");
        assertThat(kind(chain.get(0), "en", "full")).isEqualTo(Frame.Kind.GONE);
    }

    @Test
    void redirectsToEntriesOfADeletedTypeLeadNowhere() {
        content.core().apply("types: {leaflet: {title: text, fields: {text: {type: text}}}}");
        String leaflet = content.published("leaflet", "{\"text\": \"Leaflet\"}");
        List<String> chain = IntStream.range(0, 2)
                .mapToObj(i -> content.published("page", "{\"title\": \"To leaflet " + i + "\"}")).toList();
        unpublish(chain.get(0), "en", "{\"as\": \"redirect\", \"to\": \"" + chain.get(1) + "\"}");
        unpublish(chain.get(1), "en", "{\"as\": \"redirect\", \"to\": \"" + leaflet + "\"}");
        assertThat(destination(chain.get(0), "en")).isEqualTo("leaflet:" + leaflet);

        assertThat(content.core().delete("/api/types/leaflet?force=true").status()).isIn(202, 204);

        Eventually.holds("they are gone",
                () -> chain.stream().allMatch(id -> kind(id, "en", "full") == Frame.Kind.GONE));
    }

    @Test
    void aRedirectToAnAddressIsKeptAsItIs() {
        String id = content.published("page", "{\"title\": \"Abroad\"}");

        unpublish(id, "*", "{\"as\": \"redirect\", \"to\": \"https://example.org/ü?a=b\"}");

        assertThat(kind(id, "en", "full")).isEqualTo(Frame.Kind.REDIRECT);
        assertThat(destination(id, "en")).isEqualTo("https://example.org/%C3%BC?a=b");
        assertThat(content.core().get("/api/audit?size=1").text()).contains("%C3%BC?a=b");
    }

    @Test
    void readersGetTheFallbackOfAnEntryThatIsGoneInTheirLocale() {
        String id = content.published("page", "{\"title\": \"Both\"}");
        content.core().post(path("page", id) + "/locales/de/copy?from=en", "");
        content.edit("page", id, "de", "{\"title\": \"Beide\", \"slug\": \"beide\"}");
        content.publish("page", id, "de");

        unpublish(id, "de", "{\"as\": \"gone\"}");

        assertThat(content.document("page", id, "de", "full").path("title").stringValue()).isEqualTo("Both");
        assertThat(content.slug("page", "de", "beide").map(EndingsIT::text)).hasValue("page:" + id + " both");

        unpublish(id, "en", "{\"as\": \"redirect\", \"to\": \"/both\"}");

        assertThat(kind(id, "de", "full")).as("the ending in the locale itself counts").isEqualTo(Frame.Kind.GONE);
        assertThat(kind(id, "en", "full")).isEqualTo(Frame.Kind.REDIRECT);
    }

    @Test
    void aTrashedEntryIsNotFound() {
        String id = content.published("page", "{\"title\": \"Trashed\"}");
        unpublish(id, "en", "{\"as\": \"gone\"}");

        assertThat(content.core().delete(path("page", id)).status()).isEqualTo(204);
        content.settle();

        assertThat(kind(id, "en", "full")).isEqualTo(Frame.Kind.TOMBSTONE);
        content.core().post(path("page", id) + "/untrash", "");
        assertThat(content.jdbc().sql("select count(*) from ending where entry_id::text = ?").param(id)
                .query(Integer.class).single()).isZero();
    }

    @Test
    void endingsThatLeadNowhereAreRejected() {
        String id = content.published("page", "{\"title\": \"Rejected\"}");
        String draft = content.create("page", "{\"title\": \"Draft\"}");

        rejected(id, "{\"as\": \"redirect\"}", "/to", "is required");
        rejected(id, "{\"as\": \"gone\", \"to\": \"/x\"}", "/to", "only for a redirect");
        rejected(id, "{\"to\": \"/x\"}", "/to", "only for a redirect");
        rejected(id, "{\"as\": \"redirect\", \"to\": \"" + id + "\"}", "/to", "the entry itself");
        rejected(id, "{\"as\": \"redirect\", \"to\": \"" + draft + "\"}", "/to", "published in the locale 'en'");
        for (String address : List.of("//evil.example/", "javascript:alert(1)", "ftp://example.org/", "x", "/a b",
                "https:///x", "https://name@example.org/", "/\\u0000", "/" + "x".repeat(1_000))) {
            rejected(id, "{\"as\": \"redirect\", \"to\": \"" + address + "\"}", "/to", "");
        }
        assertThat(unpublished(id, "en", "{\"as\": \"vanished\"}").status()).isEqualTo(400);
        assertThat(unpublished(id, "en", "{\"reason\": \"\"}").status()).isEqualTo(400);
        assertThat(kind(id, "en", "full")).isEqualTo(Frame.Kind.DOCUMENT);
    }

    private static void rejected(String id, String body, String pointer, String message) {
        Answer answer = unpublished(id, "en", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).as(body).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/message").stringValue()).contains(message);
    }

    @Test
    void aScheduledRemovalCarriesItsEnding() {
        String id = content.published("page", "{\"title\": \"Offer\"}");
        String next = content.published("page", "{\"title\": \"Next offer\"}");
        Answer scheduled = content.core().post(path("page", id) + "/schedule", """
                {"action": "unpublish", "at": "2035-12-24T08:00:00Z", "as": "redirect", "to": "%s"}""".formatted(next));
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(201);
        assertThat(scheduled.json().path("as").stringValue()).isEqualTo("redirect");
        assertThat(scheduled.json().path("to").stringValue()).isEqualTo(next);
        assertThat(content.core().post(path("page", id) + "/schedule", """
                {"action": "publish", "at": "2035-12-25T08:00:00Z", "as": "gone"}""").status()).isEqualTo(400);

        content.jdbc().sql("update scheduled_change set due_at = now()").update();

        Eventually.holds("it redirects", () -> kind(id, "en", "full") == Frame.Kind.MOVED);
        content.core().post(path("page", id) + "/schedule",
                "{\"action\": \"publish\", \"at\": \"2036-01-01T00:00:00Z\"}");
        content.settle();
        assertThat(content.frame("page", id, "full").orElseThrow().nextChange())
                .isEqualTo(Instant.parse("2036-01-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void formerSlugsLeadToTheCurrentOne() {
        String id = content.published("page", "{\"title\": \"First\"}");
        rename(id, "second");
        rename(id, "third");

        assertThat(content.slug("page", "en", "first").map(EndingsIT::text)).hasValue("page:" + id + " third");
        assertThat(content.slug("page", "en", "second").map(EndingsIT::text)).hasValue("page:" + id + " third");
        assertThat(content.slug("page", "de", "second").map(EndingsIT::text)).hasValue("page:" + id + " third");

        rename(id, "first");
        assertThat(content.owner("page", "en", "first")).hasValue(id);
        assertThat(content.slug("page", "en", "third").map(EndingsIT::text)).hasValue("page:" + id + " first");

        String other = content.published("page", "{\"title\": \"Second\"}");
        content.publish("page", id);
        assertThat(content.owner("page", "en", "second")).as("another entry took it").hasValue(other);
        rename(other, "fourth");
        assertThat(content.slug("page", "en", "second").map(EndingsIT::text)).hasValue("page:" + other + " fourth");

        unpublish(id, "en", "{\"as\": \"gone\"}");
        assertThat(content.owner("page", "en", "third")).hasValue(id);
        content.publish("page", id);
        content.unpublish("page", id, "en");
        assertThat(content.slug("page", "en", "third").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        content.publish("page", id);
        assertThat(content.slug("page", "en", "third").map(EndingsIT::text)).hasValue("page:" + id + " first");
    }

    @Test
    void theNewestFormerSlugsAreKept() {
        String id = content.published("page", "{\"title\": \"Slug 0\"}");
        for (int i = 1; i <= 21; i++) {
            rename(id, "slug-" + i);
        }

        assertThat(content.slug("page", "en", "slug-0").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(content.slug("page", "en", "slug-1").map(Frame::kind)).hasValue(Frame.Kind.MOVED);

        content.jdbc().sql("update given_up_slug set given_up_at = given_up_at - interval '2 days'").update();
        content.publish("page", id);
        assertThat(content.jdbc().sql("""
                select count(*) from given_up_slug where entry_id::text = ? and locale = 'en'""").param(id)
                .query(Integer.class).single()).isEqualTo(20);
    }

    @Test
    void aWithdrawnEntryIsReadableWithANoticeButNotInLists() {
        String id = content.published("page", "{\"title\": \"Old advice\"}");
        String withdraw = path("page", id) + "/withdraw";
        assertThat(content.core().post(withdraw, "{\"notice\": \" \"}").status()).isEqualTo(400);
        assertThat(content.core().post(withdraw, "{}").status()).isEqualTo(400);
        assertThat(content.core().post(path("page", id) + "/reinstate", "").status()).isEqualTo(409);
        assertThat(content.core().post(withdraw, "{\"notice\": \"\\u200b\"}").status()).isEqualTo(400);
        assertThat(content.core().post(withdraw, "{\"notice\": \"\\u0007\"}").status()).isEqualTo(400);
        assertThat(content.core().post(withdraw, "{\"notice\": \"\\ud800\"}").status()).isEqualTo(400);
        assertThat(content.core().call("POST", withdraw, "application/json", "{\"notice\": \"Stale.\"}", "If-Match",
                "\"2\"").status()).isEqualTo(412);

        assertThat(content.core().post(withdraw, "{\"notice\": \"Out of date.\"}").status()).isIn(200, 202);
        content.settle();

        for (String locale : List.of("en", "de")) {
            JsonNode meta = content.document("page", id, locale, "full").path("_meta");
            assertThat(meta.at("/withdrawn/notice").stringValue()).isEqualTo("Out of date.");
            assertThat(meta.at("/withdrawn/at").stringValue()).isNotEmpty();
            assertThat(content.indexed("page", id, locale)).hasValueSatisfying(
                    record -> assertThat(record.isWithdrawn()).isTrue());
        }
        assertThat(content.owner("page", "en", "old-advice")).hasValue(id);
        assertThat(content.presence("page", id).map(Frame::kind)).hasValue(Frame.Kind.DOCUMENT);
        assertThat(content.core().get(path("page", id) + "/publication").json().at("/withdrawn/notice").stringValue())
                .isEqualTo("Out of date.");

        content.core().post(withdraw, "{\"notice\": \"See elsewhere.\"}");
        assertThat(content.core().call("POST", path("page", id) + "/reinstate", "application/json", "", "If-Match",
                "\"2\"").status()).isEqualTo(412);
        content.core().post(path("page", id) + "/reinstate", "");
        content.settle();
        assertThat(content.document("page", id, "full").path("_meta").has("withdrawn")).isFalse();
        assertThat(content.indexed("page", id, "en")).hasValueSatisfying(
                record -> assertThat(record.isWithdrawn()).isFalse());

        content.core().post(withdraw, "{\"notice\": \"Again.\"}");
        content.publish("page", id);
        content.settle();
        assertThat(content.document("page", id, "full").path("_meta").has("withdrawn")).as("it is current again")
                .isFalse();
        assertThat(content.core().get(path("page", id) + "/publication").text())
                .isEqualTo("{\"path\":\"/v1/content/page/old-advice\"}");
        content.unpublish("page", id, "en");
        assertThat(content.core().post(withdraw, "{\"notice\": \"Not published.\"}").status()).isEqualTo(409);
    }

    @Test
    void onlyRedirectsToAnEntryAreRequestedWhenItsSlugMayChange() {
        String rival = content.published("page", "{\"title\": \"Rival\"}");
        String replaced = content.published("page", "{\"title\": \"Replaced\"}");
        rename(rival, "first-rival");
        rename(rival, "second-rival");
        String first = content.create("page", "{\"title\": \"First\", \"slug\": \"rival\"}");
        String second = content.create("page", "{\"title\": \"Second\", \"slug\": \"first-rival\"}");
        content.whileProjectionIsStopped(() -> {
            content.jdbc()
                    .sql("""
                            insert into dependents_to_mark (target_id, level, after_entry, after_locale, requested_by, requested)
                            values (:id, 1, :id, 'en', :id, 42)""")
                    .param("id", content.uuid(rival)).update();
            content.core().post(path("page", first) + "/publish", "");
            assertThat(request(rival)).as("nothing leads to it").isEqualTo(rival + " 42");

            unpublished(replaced, "en", "{\"as\": \"redirect\", \"to\": \"" + rival + "\"}");
            content.core().post(path("page", second) + "/publish", "");
            assertThat(request(rival)).as("starts over, for the same receipt").isEqualTo("null 42");
        });
        content.settle();
        assertThat(destination(replaced, "en")).isEqualTo("page:" + rival + " second-rival");
    }

    /** The position and version of a request in progress. */
    private static String request(String id) {
        return content.jdbc().sql("""
                select coalesce(after_entry::text, 'null') || ' ' || requested from dependents_to_mark
                where target_id = :id and level = 1""").param("id", content.uuid(id)).query(String.class).single();
    }

    @Test
    void theEntrysPageOffersEndings() {
        String id = content.published("page", "{\"title\": \"By page\"}");
        String next = content.published("page", "{\"title\": \"Next page\"}");
        try (Browser browser = new Browser(content.core())) {
            browser.signIn();
            Page card = browser.part("/admin/content/page/" + id + "/publication?locale=en");

            assertThat(
                    browser.send(card, "#unpublish form", Map.of("as", "redirect", "to", "nowhere")).response().body())
                    .contains("The target must be", "data-dialog=\"unpublish\" data-field=\"to\"");
            Page unpublished = browser.send(card, "#unpublish form", Map.of("as", "redirect", "to",
                    "http://localhost:8081/admin/content/page/" + next + "?locale=en"));
            assertThat(unpublished.text(".alert-success")).isEqualTo("Unpublished.");
            content.settle();

            assertThat(destination(id, "en")).isEqualTo("page:" + next + " next-page");
            assertThat(browser.part("/admin/content/page/" + id + "/publication").text(".facts"))
                    .contains("A redirect to " + next);
        }
    }

    private static void rename(String id, String slug) {
        content.edit("page", id, "{\"slug\": \"" + slug + "\"}");
        content.publish("page", id);
        content.settle();
    }

    private static void unpublish(String id, String locale, String body) {
        Answer receipt = unpublished(id, locale, body);
        assertThat(receipt.status()).as(receipt.text()).isIn(200, 202);
        content.settle();
    }

    private static Answer unpublished(String id, String locale, String body) {
        return content.core().post(path("page", id) + "/unpublish?locale=" + locale, body);
    }

    private static Frame.Kind kind(String id, String locale, String view) {
        return content.frame("page", id, locale, view).orElseThrow().kind();
    }

    /** Where a redirect leads. */
    private static String destination(String id, String locale) {
        return text(content.frame("page", id, locale, "full").orElseThrow());
    }

    private static String text(Frame frame) {
        return new String(frame.body(), StandardCharsets.UTF_8);
    }
}

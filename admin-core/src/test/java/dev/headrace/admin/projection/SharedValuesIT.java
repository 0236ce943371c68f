package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.activity.ActivityFilter;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Publish;
import dev.headrace.admin.publishing.RenderPriority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Shared values are the same in the documents of all locales. */
class SharedValuesIT {

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start("""
                types:
                  page:
                    title: title
                    fields:
                      title: {type: text, localized: true}
                      price: {type: number}
                locales: {en: {}, de: {}}
                """);
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void aSetOfRevisionsTakesSharedValuesFromTheLeadingOne() {
        String id = content.create("page", "{\"title\": \"Weir\", \"price\": 1}");
        content.edit("page", id, "{\"price\": 2}");
        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");

        content.core().bean(Publish.class).publish(
                List.of(new Put("page", content.uuid(id), "de", null, ExpectedVersion.ANY),
                        new Put("page", content.uuid(id), "en", 1, ExpectedVersion.ANY)),
                RenderPriority.URGENT, Actor.system());
        content.settle();

        assertThat(content.document("page", id, "en", "full").path("price").intValue()).isEqualTo(1);
        JsonNode german = content.document("page", id, "de", "full");
        assertThat(german.path("title").stringValue()).isEqualTo("Wehr");
        assertThat(german.path("price").intValue()).isEqualTo(1);
        assertThat(content.core().get(PublishingFixture.path("page", id) + "?locale=de").json().path("status")
                .stringValue()).isEqualTo("changed");
    }

    @Test
    void changedSharedValuesUpdateVersionAndTimeOfAllLocales() {
        String id = content.create("page", "{\"title\": \"Mill\", \"price\": 1}");
        content.edit("page", id, "de", "{\"title\": \"Mühle\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.settle();
        Instant before = updatedAt(content.document("page", id, "de", "full"));

        content.edit("page", id, "{\"price\": 2}");
        content.publish("page", id);
        content.settle();

        JsonNode german = content.document("page", id, "de", "full");
        JsonNode entry = content.core().get(PublishingFixture.path("page", id) + "?locale=de").json();
        assertThat(german.path("price").intValue()).isEqualTo(2);
        assertThat(german.at("/_meta/version").intValue()).isEqualTo(entry.path("publishedVersion").intValue())
                .isEqualTo(entry.path("version").intValue());
        assertThat(updatedAt(german)).isAfter(before);
        assertThat(entry.path("status").stringValue()).isEqualTo("published");
    }

    @Test
    void everyLocaleThatIsPublishedHasAnActivityAndAReceipt() {
        String id = content.create("page", "{\"title\": \"Pond\", \"price\": 1}");
        content.edit("page", id, "de", "{\"title\": \"Teich\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.edit("page", id, "{\"price\": 2}");
        content.publish("page", id);

        String path = PublishingFixture.path("page", id);
        assertThat(publications(id)).containsExactlyInAnyOrder("entry.publish en null 1", "entry.publish de null 1",
                "entry.publish en 1 2", "entry.publish-shared de 1 2");
        for (String locale : List.of("en", "de")) {
            JsonNode receipt = content.core().get(path + "/receipt?locale=" + locale).json();
            assertThat(receipt.path("action").asString()).as(locale).isEqualTo("publish");
            assertThat(receipt.path("version").intValue()).as(locale).isEqualTo(2);
        }
    }

    @Test
    void localesWhoseSharedValuesStayTheSameAreNotRecorded() {
        String id = content.create("page", "{\"title\": \"Ford\", \"price\": 1}");
        content.edit("page", id, "de", "{\"title\": \"Furt\"}");
        content.publish("page", id);
        content.publish("page", id, "de");
        content.edit("page", id, "{\"title\": \"Fording\"}");
        content.publish("page", id);

        assertThat(publications(id)).containsExactlyInAnyOrder("entry.publish en null 1", "entry.publish de null 1",
                "entry.publish en 1 2");
    }

    /** Action, locale, version before and version after of each publication of an entry. */
    private static List<String> publications(String id) {
        return content.core().bean(ActivityLog.class).find(new ActivityFilter(null, "entry.publish", "entry", id, null),
                20, Actor.system()).stream()
                .map(each -> "%s %s %s %s".formatted(each.action(), each.subject().locale(), version(each.before()),
                        version(each.after())))
                .toList();
    }

    private static @Nullable String version(@Nullable JsonNode state) {
        return state == null ? null : state.path("version").asString();
    }

    @Test
    void discardingADraftKeepsThePublishedVersion() {
        String id = content.published("page", "{\"title\": \"Lock\", \"price\": 1}");
        content.edit("page", id, "{\"price\": 2}");

        content.core().post(PublishingFixture.path("page", id) + "/discard", "");

        JsonNode entry = content.core().get(PublishingFixture.path("page", id)).json();
        assertThat(entry.path("status").stringValue()).isEqualTo("published");
        assertThat(entry.path("publishedVersion").intValue()).isEqualTo(
                content.document("page", id, "full").at("/_meta/version").intValue());
    }

    private static Instant updatedAt(JsonNode document) {
        return Instant.parse(document.at("/_meta/updatedAt").stringValue());
    }
}

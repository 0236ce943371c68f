package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.SaveEntry;
import dev.headrace.admin.publishing.RenderPriority;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.RedisKeys;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Documents in several locales: fallbacks, presence and contested slugs. */
class LocalesIT {

    private static final String TYPES = """
            types:
              page:
                title: title
                fields:
                  title: {type: text, required: true, localized: true}
                  slug: {type: slug, unique: true, localized: true}
                  price: {type: number}
                  next: {type: reference, to: [page]}
                  others: {type: reference, to: [page], many: true}
                views: {full: {include: [next]}}
                lists: {filter: [title, next, others], sort: [price]}
              offer:
                title: title
                fields:
                  title: {type: text, required: true, localized: true}
                  price: {type: number, required: true}
            """;

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture
                .start(TYPES + "locales: {en: {}, de: {fallback: en}, at: {fallback: de}, fr: {}}\n");
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void localesAndFiltersArePublishedToEdges() {
        Eventually.passes("the edges know the model", () -> {
            PublishedModel model = PublishedModel.parse(new String(RedisStore.await(
                    content.core().bean(RedisStore.class).commands().get(RedisKeys.MODEL)), StandardCharsets.UTF_8));
            assertThat(model.locales()).containsExactly("en", "de", "at", "fr");
            PublishedModel.Type page = model.type("page").orElseThrow();
            assertThat(page.filters()).hasEntrySatisfying("next", next -> assertThat(next.many()).isFalse())
                    .hasEntrySatisfying("others", others -> assertThat(others.many()).isTrue());
        });
    }

    @Test
    void documentsAreServedFromTheFirstPublishedFallback() {
        String id = content.published("page", "{\"title\": \"Weir\", \"price\": 3}");
        content.settle();

        for (String locale : List.of("en", "de", "at")) {
            JsonNode document = content.document("page", id, locale, "full");
            assertThat(document.path("title").stringValue()).isEqualTo("Weir");
            assertThat(document.at("/_meta/locale").stringValue()).isEqualTo("en");
            assertThat(content.indexed("page", id, locale)).hasValueSatisfying(record -> {
                assertThat(record.locale()).isEqualTo(locale);
                assertThat(record.values()).containsEntry("title", List.of("Weir"));
            });
        }
        assertThat(content.frame("page", id, "fr", "full")).isEmpty();

        content.edit("page", id, "de", "{\"title\": \"Wehr\"}");
        content.publish("page", id, "de");
        content.settle();

        assertThat(content.document("page", id, "en", "full").path("title").stringValue()).isEqualTo("Weir");
        JsonNode austrian = content.document("page", id, "at", "full");
        assertThat(austrian.path("title").stringValue()).isEqualTo("Wehr");
        assertThat(austrian.at("/_meta/locale").stringValue()).isEqualTo("de");
        assertThat(austrian.path("price").intValue()).isEqualTo(3);

        content.unpublish("page", id, "de");
        content.settle();

        assertThat(content.document("page", id, "at", "full").path("title").stringValue()).isEqualTo("Weir");
    }

    @Test
    void anEntryIsPresentWhilePublishedInAnyLocale() {
        String id = content.create("page", "{\"title\": \"Presence\"}");
        content.edit("page", id, "fr", "{\"title\": \"Présence\"}");
        Answer both = content.core().post(PublishingFixture.path("page", id) + "/publish?locale=*", "");
        assertThat(both.json().path("receipts").propertyNames()).containsExactly("en", "fr");
        assertThat(both.json().at("/receipts/fr/action").stringValue()).isEqualTo("publish");

        content.unpublish("page", id, "en");
        content.settle();
        assertThat(content.presence("page", id)).hasValueSatisfying(frame -> {
            assertThat(frame.kind()).isEqualTo(Frame.Kind.DOCUMENT);
            assertThat(new String(frame.body(), StandardCharsets.UTF_8)).isEqualTo("page");
        });
        assertThat(content.frame("page", id, "de", "full").map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        assertThat(content.indexed("page", id, "de")).isEmpty();

        Answer all = content.core().post(PublishingFixture.path("page", id) + "/unpublish?locale=*", "");
        assertThat(all.json().path("receipts").propertyNames()).containsExactly("fr");
        content.settle();
        assertThat(content.presence("page", id).map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
    }

    @Test
    void publishingAllLocalesSkipsIncompleteOnes() {
        String id = content.create("page", "{\"title\": \"Complete\"}");
        content.edit("page", id, "fr", "{\"price\": 1}");

        Answer all = content.core().post(PublishingFixture.path("page", id) + "/publish?locale=*", "");

        assertThat(all.json().path("receipts").propertyNames()).containsExactly("en");
        assertThat(all.json().at("/skipped/fr/0/pointer").stringValue()).isEqualTo("/title");
    }

    @Test
    void sharedValuesOfTheFirstLocaleMakeTheOthersComplete() {
        String id = content.create("offer", "{\"title\": \"Weir\", \"price\": 7}");
        content.edit("offer", id, "fr", "{\"title\": \"Barrage\"}");
        // As long as a job has not reached the entry after the field became shared.
        assertThat(content.jdbc().sql("""
                update variant set fields = (select jsonb_object_agg(key, value) from jsonb_each(fields)
                    where value::text <> '7')
                where entry_id = :id::uuid and locale = 'fr' and fields::text like '%7%'""").param("id", id).update())
                .isEqualTo(1);

        Answer all = content.core().post(PublishingFixture.path("offer", id) + "/publish?locale=*", "");

        assertThat(all.json().path("receipts").propertyNames()).as(all.text()).containsExactly("en", "fr");
        content.settle();
        assertThat(content.document("offer", id, "fr", "full").path("price").intValue()).isEqualTo(7);
    }

    @Test
    void publishingAllLocalesSkipsOneThatBecomesIncompleteMeanwhile() {
        String id = content.create("page", "{\"title\": \"Edited\"}");
        content.edit("page", id, "fr", "{\"title\": \"Modifié\"}");
        CompletableFuture<Answer> all = new CompletableFuture<>();

        content.core().bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            content.core().bean(SaveEntry.class).change("page", content.uuid(id), "fr",
                    JsonNodeFactory.instance.objectNode().putNull("title"), ExpectedVersion.ANY, Actor.system());
            all.completeAsync(
                    () -> content.core().post(PublishingFixture.path("page", id) + "/publish?locale=*", ""));
            Eventually.holds("the publication waits", () -> content.jdbc().sql("""
                    select exists (select from pg_stat_activity
                    where wait_event_type = 'Lock' and datname = current_database())""").query(Boolean.class)
                    .single());
        });

        JsonNode published = all.join().json();
        assertThat(published.path("receipts").propertyNames()).as(published.toString()).containsExactly("en");
        assertThat(published.at("/skipped/fr/0/pointer").stringValue()).isEqualTo("/title");
    }

    @Test
    void referencesAreResolvedInTheDocumentsLocale() {
        String german = content.create("page", "{\"title\": \"Only German\"}");
        content.edit("page", german, "de", "{\"title\": \"Nur deutsch\"}");
        content.publish("page", german, "de");
        String id = content.published("page", "{\"title\": \"Refers\", \"next\": \"" + german + "\"}");
        content.settle();

        assertThat(content.document("page", id, "en", "full").path("next").isNull()).isTrue();
        assertThat(content.indexed("page", id, "en").orElseThrow().values()).doesNotContainKey("next");
        assertThat(content.document("page", id, "de", "full").at("/next/title").stringValue()).isEqualTo("Nur deutsch");
        assertThat(content.indexed("page", id, "at").orElseThrow().values()).containsEntry("next", List.of(german));
    }

    @Test
    void aSlugBelongsToTheEntryPublishedInTheLocaleItself() {
        for (boolean nativeFirst : List.of(true, false)) {
            String slug = "contested-" + nativeFirst;
            String english = content.create("page", "{\"title\": \"English\", \"slug\": \"" + slug + "\"}");
            String german = content.create("page", "{\"title\": \"Other\", \"slug\": \"other-" + nativeFirst + "\"}");
            content.edit("page", german, "de", "{\"title\": \"Deutsch\", \"slug\": \"" + slug + "\"}");
            if (nativeFirst) {
                content.publish("page", german, "de");
                content.publish("page", english, "en");
            } else {
                content.publish("page", english, "en");
                content.publish("page", german, "de");
            }
            content.settle();

            assertThat(content.owner("page", "en", slug)).hasValue(english);
            assertThat(content.owner("page", "de", slug)).hasValue(german);
            assertThat(content.owner("page", "at", slug)).hasValue(german);

            // Marking the other document again does not take the slug away.
            content.publish("page", english, "en");
            content.settle();
            assertThat(content.owner("page", "de", slug)).hasValue(german);

            content.unpublish("page", german, "de");
            content.settle();
            assertThat(content.owner("page", "de", slug)).hasValue(english);
            assertThat(content.owner("page", "at", slug)).hasValue(english);

            content.unpublish("page", english, "en");
            content.settle();
            assertThat(content.owner("page", "de", slug)).isEmpty();
            assertThat(content.slug("page", "at", slug).map(Frame::kind)).hasValue(Frame.Kind.TOMBSTONE);
        }
    }

    @Test
    void aReleasedSlugReturnsToTheFallbackDocument() {
        String english = content.published("page", "{\"title\": \"Falls back\", \"slug\": \"renamed\"}");
        String german = content.create("page", "{\"title\": \"Renames\"}");
        content.edit("page", german, "de", "{\"title\": \"Umbenannt\", \"slug\": \"renamed\"}");
        content.publish("page", german, "de");

        content.edit("page", german, "de", "{\"slug\": \"umbenannt\"}");
        content.publish("page", german, "de");
        content.settle();

        assertThat(content.owner("page", "de", "renamed")).hasValue(english);
        assertThat(content.owner("page", "de", "umbenannt")).hasValue(german);
    }

    @Test
    void addedFallbacksServeDocumentsAndRemovedOnesLeaveTombstones() {
        String id = content.published("page", "{\"title\": \"Added\", \"slug\": \"added\"}");
        content.settle();
        assertThat(content.frame("page", id, "fr", "full")).isEmpty();

        apply("locales: {en: {}, de: {fallback: en}, at: {fallback: de}, fr: {fallback: en}}\n");
        Eventually.holds("it is served in French", () -> content.frame("page", id, "fr", "full").isPresent());
        Eventually.holds("its slug resolves in French", () -> content.owner("page", "fr", "added").isPresent());

        apply("locales: {en: {}, de: {fallback: en}, at: {fallback: de}, fr: {}}\n");
        Eventually.holds("it is no longer served in French", () -> content.frame("page", id, "fr", "full")
                .filter(frame -> frame.kind() == Frame.Kind.TOMBSTONE).isPresent());
        Eventually.holds("its slug no longer resolves in French", () -> content.slug("page", "fr", "added")
                .filter(frame -> frame.kind() == Frame.Kind.TOMBSTONE).isPresent());
    }

    @Test
    void redirectsFollowASlugThatAModelChangeChanges() {
        String target = content.published("page", "{\"title\": \"Weir\", \"slug\": \"of-en\"}");
        content.edit("page", target, "de", "{\"title\": \"Wehr\", \"slug\": \"of-de\"}");
        content.publish("page", target, "de");
        String offer = content.create("offer", "{\"title\": \"Offer\", \"price\": 1}");
        content.edit("offer", offer, "at", "{\"title\": \"Angebot\"}");
        content.publish("offer", offer, "at");
        Answer ended = content.core().post(PublishingFixture.path("offer", offer) + "/unpublish?locale=at",
                "{\"as\": \"redirect\", \"to\": \"" + target + "\"}");
        assertThat(ended.status()).as(ended.text()).isIn(200, 202);
        content.settle();
        assertThat(redirectInAustria(offer)).isEqualTo("page:" + target + " of-de");

        content.whileProjectionIsStopped(() -> {
            apply("locales: {en: {}, de: {fallback: en}, at: {fallback: en}, fr: {}}\n");
            // The offers are rendered before the pages are marked.
            assertThat(content.core().bean(MarkTypes.class).markSome()).isTrue();
            ProjectClaims claims = content.core().bean(ProjectClaims.class);
            while (claims.projectSome(RenderPriority.BACKGROUND)) {
                assertThat(redirectInAustria(offer)).endsWith("of-de");
            }
        });
        content.settle();
        assertThat(redirectInAustria(offer)).isEqualTo("page:" + target + " of-en");

        apply("locales: {en: {}, de: {fallback: en}, at: {fallback: de}, fr: {}}\n");
        content.settle();
    }

    private static String redirectInAustria(String offer) {
        return new String(content.frame("offer", offer, "at", "full").orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private static void apply(String locales) {
        Answer applied = content.core().apply(TYPES + locales);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }
}

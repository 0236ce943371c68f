package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.model.RedisKeys;
import dev.headrace.admin.redis.RedisStore;
import dev.headrace.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Embedded documents: views, dotted paths, blocks, private fields and unpublished entries. */
class EmbeddingIT {

    private static final String MODEL = """
            types:
              country:
                title: name
                fields:
                  name: {type: text, required: true}
              company:
                title: name
                fields:
                  name: {type: text, required: true}
                  revenue: {type: number, private: true}
                  country: {type: reference, to: [country]}
                views: {card: {fields: [name, country]}}
              author:
                title: name
                fields:
                  name: {type: text, required: true}
                  email: {type: email, private: true}
                  bio: {type: markdown}
                  employer: {type: reference, to: [company]}
                  mentor: {type: reference, to: [author], private: true}
                views: {card: {fields: [name, employer]}, line: {fields: [name]}}
              article:
                title: title
                fields:
                  title: {type: text, required: true}
                  author: {type: reference, to: [author]}
                  secret: {type: reference, to: [author], private: true}
                  credits:
                    type: group
                    fields: {editor: {type: reference, to: [author]}, note: {type: text, private: true}}
                  parts:
                    type: blocks
                    of:
                      figure: {fields: {caption: {type: text}, by: {type: reference, to: [author], many: true}}}
                      quote: {fields: {text: {type: text}}}
                views:
                  full:
                    include: {author: card, author.employer: card, author.employer.country: full, credits.editor: line, parts.figure.by: line}
                  plain: {}
                lists: {filter: [author], sort: [title]}
            """;

    private static PublishingFixture content;

    @BeforeAll
    static void start() {
        content = PublishingFixture.start(MODEL);
    }

    @AfterAll
    static void stop() {
        content.close();
    }

    @Test
    void viewsAndIncludePathsDetermineEmbeddedDocuments() {
        String country = content.published("country", "{\"name\": \"Norway\"}");
        String company = content.published("company",
                "{\"name\": \"Mill\", \"revenue\": 7, \"country\": \"" + country + "\"}");
        String author = content.published("author", "{\"name\": \"Ada\", \"email\": \"ada@example.org\","
                + " \"bio\": \"Long\", \"employer\": \"" + company + "\"}");
        String id = content.published("article", """
                {"title": "Deep", "author": "%1$s", "secret": "%1$s",
                 "credits": {"editor": "%1$s", "note": "internal"},
                 "parts": [{"_type": "figure", "caption": "One", "by": ["%1$s"]}, {"_type": "quote", "text": "Two"}]}"""
                .formatted(author));
        content.settle();

        JsonNode full = content.document("article", id, "full");

        assertThat(full.propertyNames()).containsExactly("id", "type", "title", "author", "credits", "parts", "_meta");
        assertThat(full.path("author").propertyNames()).containsExactly("id", "type", "name", "employer");
        assertThat(full.at("/author/employer").propertyNames()).containsExactly("id", "type", "name", "country");
        assertThat(full.at("/author/employer/country/name").stringValue()).isEqualTo("Norway");
        assertThat(full.at("/credits/editor").propertyNames()).containsExactly("id", "type", "name");
        assertThat(full.path("credits").propertyNames()).containsExactly("editor");
        assertThat(full.at("/parts/0").propertyNames()).containsExactly("_type", "caption", "by");
        assertThat(full.at("/parts/0/by/0/name").stringValue()).isEqualTo("Ada");
        assertThat(full.at("/parts/1").toString()).isEqualTo("{\"_type\":\"quote\",\"text\":\"Two\"}");
        JsonNode plain = content.document("article", id, "plain");
        assertThat(plain.path("author").toString())
                .isEqualTo("{\"id\":\"" + author + "\",\"type\":\"author\"}");
        assertThat(content.document("author", author, "full").path("employer").propertyNames())
                .containsExactly("id", "type");
    }

    @Test
    void aChangeReachesAllEmbeddingDocumentsAtAnyDepth() {
        String country = content.published("country", "{\"name\": \"Before\"}");
        String company = content.published("company", "{\"name\": \"Dam\", \"country\": \"" + country + "\"}");
        String author = content.published("author", "{\"name\": \"Bo\", \"employer\": \"" + company + "\"}");
        String id = content.published("article", "{\"title\": \"Chain\", \"author\": \"" + author + "\"}");
        content.settle();

        content.edit("country", country, "{\"name\": \"After\"}");
        content.publish("country", country);

        Eventually.holds("the article has the new name", () -> content.document("article", id, "full")
                .at("/author/employer/country/name").stringValue().equals("After"));

        assertThat(content.core().post(PublishingFixture.path("country", country) + "/unpublish", "").status())
                .isEqualTo(200);
        Eventually.holds("the article no longer refers to it",
                () -> content.document("article", id, "full").at("/author/employer/country").isNull());
    }

    @Test
    void draftsUnpublishedEntriesAndPrivateFieldsNeverReachRedis() {
        String draft = content.create("author", "{\"name\": \"Draft-7f3a\"}");
        String withdrawn = content.published("author", "{\"name\": \"Withdrawn-7f3a\"}");
        content.core().post(PublishingFixture.path("author", withdrawn) + "/unpublish", "");
        String author = content.published("author", """
                {"name": "Public", "email": "private-7f3a@example.org", "mentor": "%s"}""".formatted(withdrawn));
        content.edit("author", author, "{\"name\": \"Edited-7f3a\"}");
        String id = content.published("article", """
                {"title": "Leaks", "author": "%s", "secret": "%s", "credits": {"editor": "%s", "note": "Note-7f3a"},
                 "parts": [{"_type": "figure", "caption": "Figure", "by": ["%s", "%s"]}]}"""
                .formatted(author, withdrawn, draft, draft, withdrawn));
        content.published("article", "{\"title\": \"Filtered\", \"author\": \"" + withdrawn + "\"}");
        content.settle();

        assertThat(everything()).noneMatch(value -> value.contains("7f3a"));
        JsonNode full = content.document("article", id, "full");
        assertThat(full.at("/credits/editor").isNull()).isTrue();
        assertThat(full.at("/parts/0/by").size()).isZero();
        assertThat(everything()).filteredOn(value -> value.contains("\"title\""))
                .noneMatch(value -> value.contains(draft) || value.contains(withdrawn));
    }

    @Test
    void circularReferencesAreRendered() {
        String one = content.create("author", "{\"name\": \"One\"}");
        content.edit("author", one, "{\"mentor\": \"" + one + "\"}");
        content.publish("author", one);
        content.settle();

        assertThat(content.document("author", one, "full").path("name").stringValue()).isEqualTo("One");
    }

    @Test
    void aFieldThatBecomesPrivateIsRemovedFromDocuments() {
        content.core().apply("types: {memo: {title: text, fields: {text: {type: text}, extra: {type: text}}}}");
        String id = content.published("memo", "{\"text\": \"Memo\", \"extra\": \"Extra\"}");
        assertThat(content.document("memo", id, "full").path("extra").stringValue()).isEqualTo("Extra");

        Answer applied = content.core().apply(
                "types: {memo: {title: text, fields: {text: {type: text}, extra: {type: text, private: true}}}}");
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);

        Eventually.holds("the field is removed", () -> !content.document("memo", id, "full").has("extra"));
    }

    /** The values of all string keys and index records. */
    private static List<String> everything() {
        var redis = content.core().bean(RedisStore.class).commands();
        return RedisStore.await(redis.keys("hr:*")).stream()
                .filter(key -> key.contains(":d:") || key.contains(":s:") || key.contains(":h:")
                        || key.endsWith(":index") || key.equals(RedisKeys.MODEL))
                .flatMap(key -> key.endsWith(":index")
                        ? RedisStore.await(redis.hvals(key)).stream()
                        : List.of(RedisStore.await(redis.get(key))).stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
